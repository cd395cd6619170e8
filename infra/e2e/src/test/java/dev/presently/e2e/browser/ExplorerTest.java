package dev.presently.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.e2e.LocalDeployment;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The explorer, as Swagger UI shows the document. */
@ExtendWith(Chromium.class)
class ExplorerTest {
  private static final URI EXPLORER = URI.create(new LocalDeployment().baseUrl() + "/docs");

  private static Browser browser;

  @BeforeAll
  static void startBrowser() {
    browser = Browser.start();
  }

  @AfterAll
  static void closeBrowser() {
    browser.close();
  }

  @Test
  void itAsksNoOtherHostAndKeepsItsPolicy() {
    browser.look(Look.WIDE_LIGHT);
    browser.open(EXPLORER);
    browser.click(".opblock-summary", "/api/sessions/{session}/presence/{chatId}");
    browser.await(".opblock.is-open", "presence:read");
    assertThat(browser.find("body").getText()).doesNotContain("Warning");
    browser.pictureFrom(".opblock.is-open", "explorer");

    assertThat(browser.requests())
        .isNotEmpty()
        .allSatisfy(asked -> assertThat(asked).hasAuthority(EXPLORER.getAuthority()));
    assertThat(browser.complaints()).isEmpty();
  }
}
