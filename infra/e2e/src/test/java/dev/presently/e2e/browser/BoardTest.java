package dev.presently.e2e.browser;

import static dev.presently.e2e.Scene.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.delivery.FakeAnswer;
import dev.presently.e2e.Api;
import dev.presently.e2e.LocalDeployment;
import dev.presently.e2e.Scene;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.openqa.selenium.Keys;

/** The board, with a key that may do everything. */
@ExtendWith(Chromium.class)
class BoardTest {
  private static final LocalDeployment DEPLOYMENT = new LocalDeployment();
  private static final String EVIL = "<img src=x onerror=\"document.title='changed'\">";

  private static Browser shared;

  private Browser browser = shared;
  private final Scene scene = new Scene(DEPLOYMENT).withSessions().subscribed();

  @BeforeAll
  static void startBrowser() {
    shared = Browser.start();
  }

  @AfterAll
  static void closeBrowser() {
    shared.close();
  }

  @AfterEach
  void closeScene() {
    browser.leave();
    if (browser != shared) {
      browser.close();
    }
    scene.close();
  }

  @Test
  void aChangeShowsWithoutReloading() {
    openBoard();
    browser.await("#contacts tr", "offline");

    long begun = System.nanoTime();
    scene.says("available");
    browser.await("#contacts tr", "online");

    System.out.printf("The board showed a change after %d ms.%n", since(begun).toMillis());
  }

  /** In a browser of its own, for the other tests run meanwhile. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void typingEndsOnThePageAfterItsTime() {
    browser = Browser.start();
    openBoard();
    scene.says("available");
    String watcher = scene.api.get("/api/sessions/" + scene.watcher).data().path("lid").asString();

    long begun = System.nanoTime();
    assertThat(
            scene
                .api
                .post(
                    "/api/sessions/" + scene.contact + "/messages/typing",
                    json("{'chatId':'%s'}".formatted(watcher)))
                .status())
        .isEqualTo(200);
    browser.await("#contacts tr", "typing…");
    browser.await("#contacts tr", "online");

    System.out.printf("Typing ended on the board after %d ms.%n", since(begun).toMillis());
    assertThat(since(begun)).isGreaterThan(Duration.ofSeconds(24));
  }

  @Test
  void aFailedDeliveryIsSeenAndRedelivered() {
    scene.receiver.answer(FakeAnswer.status(500));
    scene.webhook(webhookOfWatcher("Orders"));
    openBoard();
    browser.click("#webhooks button", "Orders");

    scene.says("available");
    assertThat(browser.await("#deliveries tr", "DEAD").getText()).contains("status, 500");
    browser.picture("board-dead-delivery");
    browser.click("#deliveries button", "Redeliver");

    assertThat(browser.await("#deliveries tr", "DELIVERED").getText())
        .contains("status, 500", "delivered, 200");
    assertThat(scene.heard(2))
        .extracting(received -> received.header("webhook-id"))
        .containsOnly(scene.heard(2).getFirst().header("webhook-id"));
  }

  /** The API takes no such address; another engine's might get there one day. */
  @Test
  void namesLabelsAndAddressesAreShownAsText() {
    scene.api.patch("/api/sessions/" + scene.watcher, "{\"pushName\":%s}".formatted(quoted(EVIL)));
    scene.webhook(webhookOfWatcher("to be replaced"));
    browser.open(board());
    browser.run(
        """
        const [evil, ...texts] = arguments;
        const escaped = JSON.stringify(evil).slice(1, -1);
        Response.prototype.json = async function () {
          return JSON.parse(texts.reduce((all, text) => all.replaceAll(text, escaped), await this.text()));
        };
        """,
        EVIL,
        "+" + scene.number,
        scene.number + "@s.whatsapp.net",
        "to be replaced");
    browser.find("#key").sendKeys(DEPLOYMENT.apiKey(), Keys.ENTER);
    browser.click("#sessions button", scene.watcher);

    browser.await("#sessions li", EVIL);
    browser.await("#webhooks button", EVIL);
    browser.await("#contacts td", EVIL);
    scene.says("available");
    browser.await("#deliveries td", EVIL);
    assertThat(browser.all("img")).isEmpty();
    assertThat(browser.run("return document.title")).isEqualTo("Presently board");
  }

  @Test
  void itAsksNoOtherHostAndKeepsItsPolicy() {
    browser.requests();
    browser.complaints();
    scene.webhook(webhookOfWatcher("Orders"));
    openBoard();
    scene.says("available");
    browser.await("#deliveries tr", "DELIVERED");

    assertThat(browser.requests())
        .isNotEmpty()
        .allSatisfy(asked -> assertThat(asked).hasAuthority(board().getAuthority()));
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void everybodyCanReadIt() {
    scene.webhook(webhookOfWatcher("Orders"));
    browser.open(board());
    for (Look look : Look.values()) {
      browser.look(look);
      assertThat(browser.accessibilityFindings()).as("signed out, %s", look).isEmpty();
    }
    signIn();
    scene.says("available");
    browser.await("#deliveries tr", "DELIVERED");
    for (Look look : Look.values()) {
      browser.look(look);
      browser.picture("board-" + look);
      assertThat(browser.accessibilityFindings()).as("%s", look).isEmpty();
      assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
          .as("the page fits into %s", look)
          .isEqualTo(true);
    }
  }

  @Test
  void theKeyboardReachesEverything() {
    scene.webhook(webhookOfWatcher("Orders"));
    browser.look(Look.WIDE_LIGHT);
    browser.open(board());
    browser.tabTo("#key");
    browser.press(DEPLOYMENT.apiKey(), Keys.ENTER);
    browser.await("#sessions button", scene.watcher);

    String session = "#sessions button[aria-label='Show the session %s']".formatted(scene.watcher);
    browser.tabTo(session);
    browser.press(Keys.ENTER);
    browser.await(session + "[aria-pressed=true]", scene.watcher);
    assertThat(browser.focused().getText()).isEqualTo(scene.watcher);
    assertThat(browser.run("return getComputedStyle(document.activeElement).outlineStyle"))
        .isEqualTo("solid");

    browser.tabTo("#webhooks button[aria-label^='Send a test']");
    browser.press(Keys.SPACE);
    browser.await("#message", "delivered, 200");
    browser.tabTo("#sign-out");
    browser.press(Keys.ENTER);
    browser.await("#message", "The key is forgotten.");
    assertThat(browser.focused().getDomAttribute("id")).isEqualTo("key");
    assertThat(browser.all("#sessions li, #contacts tr, #deliveries tr")).isEmpty();
  }

  @Test
  void theMasterKeyManagesKeys() {
    String label = "board-" + scene.number;
    String change = "#keys button[aria-label='Change the key %s']".formatted(label);
    browser.look(Look.WIDE_LIGHT);
    browser.open(board());
    browser.find("#key").sendKeys(DEPLOYMENT.masterKey(), Keys.ENTER);
    browser.await("#new-label", element -> element.isDisplayed()).sendKeys(label);
    browser.find("#new-scopes [value='presence:read']").click();
    browser.find("#new-sessions").sendKeys(scene.watcher, Keys.ENTER);

    browser.await("#message", "is created");
    String key = browser.find("#created-key").getDomProperty("value");
    var reader = new Api(DEPLOYMENT.baseUrl(), key);
    assertThat(reader.get(scene.presence("")).status()).isEqualTo(200);
    assertThat(reader.get("/api/webhooks").problem()).isEqualTo("403 forbidden");
    assertThat(browser.await("#keys tr", label).getText())
        .contains("presence:read", scene.watcher, "● active")
        .doesNotContain(key);
    browser.picture("board-keys");
    assertThat(browser.accessibilityFindings()).isEmpty();

    browser.click(change, label);
    browser.find("#change-active").click();
    browser.find("#change-label").sendKeys(Keys.ENTER);
    browser.await(
        "#keys tr", row -> row.getText().contains(label) && row.getText().contains("● inactive"));
    browser.click(change, label);
    browser.picture("board-change-key");
    assertThat(browser.accessibilityFindings()).isEmpty();
    browser.click("#change-delete", "Delete");
    assertThat(browser.answer(false)).contains(label);
    assertThat(browser.find("#change").isDisplayed()).isTrue();
    browser.click("#change-delete", "Delete");
    browser.answer(true);
    browser.await("#message", "is deleted");
    browser.await("#keys", table -> !table.getText().contains(label));

    browser.open(board());
    assertThat(browser.find("#key").isDisplayed()).isTrue();
    assertThat(browser.run("return sessionStorage.length")).isEqualTo(0L);
  }

  @Test
  void aDoubleClickMakesOneKeyThatIsShown() {
    String label = "twice-" + scene.number;
    browser.look(Look.WIDE_LIGHT);
    browser.open(board());
    browser.find("#key").sendKeys(DEPLOYMENT.masterKey(), Keys.ENTER);
    browser.await("#new-label", element -> element.isDisplayed()).sendKeys(label);
    browser.find("#new-scopes [value='presence:read']").click();
    // Responses to POST wait; meanwhile another key is changed, and the board is drawn anew.
    browser.run(
        """
        const fetchAtOnce = fetch;
        const released = new Promise((resolve) => { globalThis.release = resolve; });
        globalThis.posted = 0;
        globalThis.fetch = async (url, options) => {
          const response = await fetchAtOnce(url, options);
          if (options.method === "POST") {
            posted++;
            await released;
          }
          return response;
        };
        """);
    browser.run(
        "const create = document.querySelector('#create button'); create.click(); create.click()");
    browser.await("#keys button", element -> true).click();
    browser.find("#change-label").sendKeys(Keys.ENTER);
    browser.await("#message", "is changed");
    browser.run("release()");

    browser.await("#message", "is created");
    String key = browser.find("#created-key").getDomProperty("value");
    assertThat(key).startsWith("prs_");
    assertThat(browser.run("return posted")).isEqualTo(1L);
    browser.await("#keys tr", label);
    assertThat(browser.all("#keys [aria-label='Change the key %s']".formatted(label))).hasSize(1);
  }

  @Test
  void aSlashAtTheEndIsNoOtherPage() {
    browser.open(URI.create(board() + "/"));

    browser.await("h1", "Presently");
    assertThat(browser.run("return location.href")).isEqualTo(board().toString());
    assertThat(browser.run("return getComputedStyle(document.querySelector('header')).display"))
        .isEqualTo("flex");
  }

  private void openBoard() {
    browser.look(Look.WIDE_LIGHT);
    browser.open(board());
    signIn();
  }

  private void signIn() {
    browser
        .await("#key", element -> element.isDisplayed())
        .sendKeys(DEPLOYMENT.apiKey(), Keys.ENTER);
    browser.click("#sessions button", scene.watcher);
    browser.await("#contacts tr", "off");
  }

  private String webhookOfWatcher(String label) {
    return ",'label':'%s','session':'%s','events':['presence.update'],'retries':{'attempts':1,'delaySeconds':1}"
        .formatted(label, scene.watcher);
  }

  private static URI board() {
    return URI.create(DEPLOYMENT.baseUrl() + "/board");
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\\\"") + '"';
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
