package dev.presently.e2e.browser;

import static dev.presently.e2e.Scene.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.presently.e2e.Answer;
import dev.presently.e2e.Api;
import dev.presently.e2e.LocalDeployment;
import dev.presently.e2e.Scene;
import dev.presently.local.LocalRunner;
import dev.presently.local.RunnerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code <presently-status>} on a customer's page, with a client token. */
@ExtendWith(Chromium.class)
class StatusElementTest {
  private static final String STATUS = "presently-status";
  private static final LocalDeployment DEPLOYMENT = new LocalDeployment();

  private static Browser shared;

  private Browser browser = shared;
  private final Scene scene = new Scene(DEPLOYMENT).withSessions().subscribed();
  private final CustomerPage page = CustomerPage.of(DEPLOYMENT.baseUrl());

  @BeforeAll
  static void startBrowser() {
    shared = Browser.start();
  }

  @AfterAll
  static void closeBrowser() {
    shared.close();
  }

  @AfterEach
  void close() {
    if (browser != shared) {
      browser.close();
    }
    page.close();
    scene.close();
  }

  @Test
  void aChangeShowsWithoutReloading() {
    allow(scene, "");
    browser.look(Look.WIDE_LIGHT);
    browser.complaints();
    browser.open(page.with(status(scene.number, token(scene, scene.number))).url());
    browser.await(STATUS, "offline");

    long begun = System.nanoTime();
    scene.says("available");
    browser.await(STATUS, "online");
    System.out.printf(
        "The page showed a change after %d ms.%n",
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));

    scene.says("unavailable");
    browser.await(STATUS, "last seen");
    // Neither of the security policy nor of a WebSocket that cannot be opened.
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.accessibilityFindings()).isEmpty();
  }

  @Test
  void thePageOfTheManualShowsAContact(@TempDir Path folder) throws IOException {
    String manual = Files.readString(Path.of("..", "..", "docs", "browser.md"));
    int begin = manual.indexOf("<!doctype html>");
    String html = manual.substring(begin, manual.indexOf("```", begin));
    allow(scene, "");
    scene.says("available");

    Path file =
        Files.writeString(
            folder.resolve("page.html"),
            html.replace("http://localhost:8080", DEPLOYMENT.baseUrl().toString())
                .replace("5511999999999", scene.number)
                .replace("prs_ct_…", token(scene, scene.number)));
    browser.complaints();
    browser.open(file.toUri());
    browser.await(STATUS, "online");
    scene.says("unavailable");
    browser.await(STATUS, "last seen");
    // Polling, where no WebSocket can be opened, would complain.
    assertThat(browser.complaints()).isEmpty();
    assertThat(html.lines().count()).isLessThanOrEqualTo(15);

    browser.open(page.whole(Files.readString(file)).url());
    browser.await(STATUS, "last seen");
  }

  /** In a browser of its own, for the other tests run meanwhile. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void typingAppearsAndEndsByItself() {
    browser = Browser.start();
    allow(scene, "");
    scene.says("available");
    browser.open(
        page.with("<section lang=\"pt-BR\">" + status(scene.number, token(scene, scene.number)))
            .url());
    browser.await(STATUS, "online");

    scene.api.post(
        "/api/sessions/" + scene.contact + "/messages/typing",
        json("{'chatId':'%s'}".formatted(lidOfWatcher())));
    browser.await(STATUS, "digitando…");
    long begun = System.nanoTime();
    browser.await(STATUS, "online");
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)).isBetween(23L, 29L);
  }

  @Test
  void itSurvivesARestartOfTheRunner(@TempDir Path data) {
    var options = RunnerOptions.of(Path.of("..", "..", "template.yaml")).withData(data);
    var first = LocalRunner.start(options);
    int port = first.baseUrl().getPort();
    var own = new Scene(new LocalDeployment(first)).withSessions().subscribed();
    allow(own, "");
    own.says("available");
    try (var there = CustomerPage.of(first.baseUrl())) {
      browser.open(there.with(status(own.number, token(own, own.number))).url());
      browser.await(STATUS, "online");
      first.close();

      try (var _ = LocalRunner.start(options.withPort(port))) {
        own.says("unavailable");
        browser.await(STATUS, "last seen");
        own.says("available");
        browser.await(STATUS, "online");
        own.close();
      }
    }
  }

  @Test
  void rulesThatChangeCountForAnOpenPage() {
    allow(scene, "");
    scene.says("available");
    browser.open(page.with(status(scene.number, token(scene, scene.number))).url());
    browser.await(STATUS, "online");

    allow(scene, "https://app.example.com");
    scene.says("unavailable");
    browser.await(STATUS, element -> element.getText().isEmpty());
  }

  @Test
  void anotherOriginShowsNothing() {
    allow(scene, "https://app.example.com");
    showsNothingBut("origin_not_allowed", scene.number, token(scene, scene.number));
  }

  @Test
  void anotherChatShowsNothing() {
    allow(scene, "");
    showsNothingBut("chat_not_allowed", "5511700000009", token(scene, scene.number));
  }

  @Test
  void aTokenThatDoesNotCountAnyMoreShowsNothing() {
    allow(scene, "");
    var token = token(scene, scene.number);
    showsNothingBut(
        "unauthorized", scene.number, token.substring(0, token.length() - 8) + "AAAAAAAA");
  }

  /** A minute is the shortest time of a token; the page's next message is half a minute later. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void anExpiredTokenEmptiesAnOpenPage() {
    browser = Browser.start();
    allow(scene, "");
    scene.says("available");
    String token = token(scene, scene.number, ",'ttlSeconds':60");
    browser.open(page.with(status(scene.number, token)).url());
    browser.await(STATUS, "online");

    var client = new Api(DEPLOYMENT.baseUrl(), token);
    await()
        .atMost(90, TimeUnit.SECONDS)
        .pollDelay(55, TimeUnit.SECONDS)
        .pollInterval(2, TimeUnit.SECONDS)
        .until(() -> client.get(scene.presence("")).status() == 401);
    browser.await(STATUS, element -> element.getText().isEmpty());
  }

  @Test
  void aTokenThatDoesNotCountAnyMoreIsReplaced() {
    allow(scene, page.origin());
    scene.says("available");
    browser.open(
        page.with(
                "<presently-status chat-id=\"+%s\"></presently-status>".formatted(scene.number),
                """
                import { connect, PresentlyStatus } from "API"
                PresentlyStatus.connection = connect({
                  token: "%1$s".slice(0, -8),
                  refreshToken: async () => "%1$s",
                })
                """
                    .formatted(token(scene, scene.number)))
            .url());
    browser.await(STATUS, "online");
  }

  /** What strangers choose is never markup, and what a page's author writes neither. */
  @Test
  void markupStaysText() {
    String markup = "<img src=x onerror='document.title=1'>";
    allow(scene, "");
    scene.says("available");
    String token = token(scene, scene.number);
    browser.open(
        page.with(
                status(scene.number, token) + "<presently-status id=bad></presently-status>",
                """
                import { words } from "API"
                words.en.available = "online " + %1$s
                bad.setAttribute("token", "%2$s")
                bad.setAttribute("chat-id", %1$s)
                """
                    .formatted('"' + markup + '"', token))
            .url());
    browser.await(STATUS, "online " + markup);
    assertThat(
            browser.run(
                "return document.title + [...document.querySelectorAll('presently-status')]"
                    + ".flatMap(it => [...it.shadowRoot.querySelectorAll('img')]).length"))
        .isEqualTo("Customer0");
    assertThat(browser.run("return bad.shadowRoot.textContent")).isEqualTo("");
  }

  private void showsNothingBut(String code, String number, String token) {
    scene.says("available");
    browser.open(
        page.with(
                "<h1></h1>" + "<presently-status chat-id=\"+%s\">".formatted(number),
                """
                import { connect, PresentlyStatus } from "API"
                const connection = connect({ token: "%s" })
                connection.addEventListener("error", ({ detail }) => {
                  document.querySelector("h1").textContent += detail.code + " " + connection.state
                })
                connection.addEventListener("state", ({ detail }) => {
                  document.querySelector("h1").textContent += " " + detail
                })
                PresentlyStatus.connection = connection
                """
                    .formatted(token))
            .url());
    browser.await("h1", " refused");
    assertThat(browser.find("h1").getText()).containsOnlyOnce(code);
    assertThat(
            browser.run("return document.querySelector('presently-status').shadowRoot.textContent"))
        .isEqualTo("");
  }

  private static String status(String number, String token) {
    return "<presently-status chat-id=\"+%s\" token=\"%s\"></presently-status>"
        .formatted(number, token);
  }

  private static void allow(Scene scene, String origins) {
    Answer set =
        scene.api.put(
            "/api/sessions/" + scene.watcher + "/client-rules",
            json("{'allowedActions':'read_presence','allowedOrigins':'%s'}".formatted(origins)));
    assertThat(set.status()).isEqualTo(200);
  }

  private static String token(Scene scene, String number) {
    return token(scene, number, "");
  }

  private static String token(Scene scene, String number, String fields) {
    return scene
        .api
        .post(
            "/api/client-tokens",
            json(
                "{'session':'%s','ephemeralId':'visitor-1','chatIds':['%s']%s}"
                    .formatted(scene.watcher, number, fields)))
        .data()
        .required("token")
        .stringValue();
  }

  private String lidOfWatcher() {
    return scene.api.get("/api/sessions/" + scene.watcher).data().required("lid").stringValue();
  }
}
