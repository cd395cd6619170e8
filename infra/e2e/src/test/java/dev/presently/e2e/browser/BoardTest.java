package dev.presently.e2e.browser;

import dev.presently.e2e.LocalDeployment;
import dev.presently.e2e.Scene;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** The board, with a key of everything. */
@ExtendWith(Chromium.class)
class BoardTest {
  private static final LocalDeployment DEPLOYMENT = new LocalDeployment();

  private static Browser browser;

  private final Scene scene = new Scene(DEPLOYMENT).withSessions().subscribed();

  @BeforeAll
  static void startBrowser() {
    browser = Browser.start();
  }

  @AfterAll
  static void closeBrowser() {
    browser.close();
  }

  @AfterEach
  void closeScene() {
    scene.close();
  }

  @Test
  void aChangeShowsWithoutReloading() {
    openBoard();
    browser.await("#contacts tr", "offline");

    long begun = System.nanoTime();
    scene.says("available");
    browser.await("#contacts tr", "online");
    System.out.printf(
        "The board showed a change after %d ms.%n",
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
  }

  private void openBoard() {
    browser.look(Look.WIDE_LIGHT);
    browser.open(URI.create(DEPLOYMENT.baseUrl() + "/board"));
    browser
        .await("#key", element -> element.isDisplayed())
        .sendKeys(DEPLOYMENT.apiKey(), Keys.ENTER);
    browser.await("#sessions button", scene.watcher).click();
    browser.await("#contacts tr", scene.number);
  }
}
