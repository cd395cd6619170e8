package dev.presently.e2e.browser;

import dev.presently.adapters.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium of its own, with an empty profile; it reaches this machine alone. */
final class Browser implements AutoCloseable {
  /** Long enough on a busy machine; what is there sooner is not waited for. */
  static final Duration SOON = Duration.ofSeconds(60);

  private static final Path PICTURES = Path.of("target", "pictures");

  /** It warns of each Chromium that is newer than itself; held, for loggers are collected. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  static Browser start() {
    SELENIUM.setLevel(Level.SEVERE);
    var options = new ChromeOptions();
    options.setBinary(Chromium.BROWSER.orElseThrow().toFile());
    options.addArguments(
        "--headless=new",
        // It may run as root, in a container with a small /dev/shm.
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-background-networking",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost");
    var logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(Chromium.DRIVER.orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  /** Opens a page in this window, and forgets what the tab kept of its origin. */
  void open(URI page) {
    driver.get(page.toString());
    if (run("return sessionStorage.length > 0").equals(true)) {
      run("sessionStorage.clear()");
      driver.navigate().refresh();
    }
  }

  /** Ends the page, and so its requests. */
  void leave() {
    driver.get("about:blank");
  }

  void look(Look look) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.<String, Object>of(
            "width", look.width, "height", look.height, "deviceScaleFactor", 1, "mobile", false));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.<String, Object>of(
            "features", List.of(Map.of("name", "prefers-color-scheme", "value", look.colors))));
  }

  /** The result of a function's body; arguments are {@code arguments[0]} and so on. */
  Object run(String script, Object... arguments) {
    return Objects.requireNonNullElse(driver.executeScript(script, arguments), "");
  }

  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  /** Keys for whatever has the focus. */
  void press(CharSequence... keys) {
    focused().sendKeys(keys);
  }

  /** Tab, until an element of this selector has the focus. */
  void tabTo(String selector) {
    for (var pressed = 0; pressed < 50; pressed++) {
      press(Keys.TAB);
      if (run("return document.activeElement.matches(arguments[0])", selector).equals(true)) {
        return;
      }
    }
    throw new AssertionError("no way by Tab to " + selector);
  }

  /** Waits for an element that has this text somewhere, and returns it. */
  WebElement await(String selector, String text) {
    return await(selector, element -> element.getText().contains(text));
  }

  /** Waits for an element that has this text somewhere, and clicks on it. */
  void click(String selector, String text) {
    await(
        selector,
        element -> {
          if (!element.getText().contains(text)) {
            return false;
          }
          element.click();
          return true;
        });
  }

  /** Answers what the page asks in a dialog of the browser, and returns its text. */
  String answer(boolean isAccepted) {
    var asked = driver.switchTo().alert();
    String text = Objects.requireNonNull(asked.getText());
    if (isAccepted) {
      asked.accept();
    } else {
      asked.dismiss();
    }
    return text;
  }

  /** Waits for an element that fulfills this, and returns it. */
  WebElement await(String selector, Predicate<WebElement> fulfilled) {
    var found = new AtomicReference<WebElement>();
    try {
      Awaitility.await()
          .atMost(SOON)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(20))
          // The page may replace an element while it is looked at.
          .ignoreException(StaleElementReferenceException.class)
          .until(
              () -> {
                all(selector).stream().filter(fulfilled).findFirst().ifPresent(found::set);
                return found.get() != null;
              });
    } catch (ConditionTimeoutException e) {
      picture("failed");
      throw new AssertionError(
          "no such " + selector + " on the page, which says\n" + find("body").getText(), e);
    }
    return found.get();
  }

  /** The whole page, as a file of the build's output. */
  void picture(String name) {
    picture(name, true);
  }

  /** What the window shows of the page, with this element at its top. */
  void pictureFrom(String selector, String name) {
    run("document.querySelector(arguments[0]).scrollIntoView()", selector);
    picture(name, false);
  }

  private void picture(String name, boolean isWhole) {
    var taken =
        driver.executeCdpCommand(
            "Page.captureScreenshot",
            Map.<String, Object>of("format", "png", "captureBeyondViewport", isWhole));
    try {
      Files.createDirectories(PICTURES);
      Files.write(
          PICTURES.resolve(name + ".png"), Base64.getDecoder().decode((String) taken.get("data")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Warnings and errors since the last call, those of the content security policy among them. */
  List<String> complaints() {
    return StreamSupport.stream(driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(entry -> entry.getLevel() + " " + entry.getMessage())
        .toList();
  }

  /** The addresses that pages asked for since the last call. */
  List<URI> requests() {
    return StreamSupport.stream(
            driver.manage().logs().get(LogType.PERFORMANCE).spliterator(), false)
        .map(entry -> StrictJson.object(entry.getMessage()).path("message"))
        .filter(message -> message.at("/method").asString().equals("Network.requestWillBeSent"))
        .map(message -> message.at("/params/request/url").asString())
        .filter(address -> !address.startsWith("data:"))
        .map(URI::create)
        .toList();
  }

  /** The serious and critical findings of axe, each with the elements it is about. */
  List<String> accessibilityFindings() {
    try (InputStream axe = getClass().getResourceAsStream("/axe.min.js")) {
      run(new String(Objects.requireNonNull(axe).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var findings =
        (List<?>)
            Objects.requireNonNull(
                driver.executeAsyncScript(
                    """
                    const done = arguments[arguments.length - 1];
                    axe.run().then((result) => done(result.violations
                      .filter((it) => ["serious", "critical"].includes(it.impact))
                      .map((it) => `${it.id}: ${it.nodes.map((node) => node.html).join(" ")}`)));
                    """));
    return findings.stream().map(Object::toString).toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
