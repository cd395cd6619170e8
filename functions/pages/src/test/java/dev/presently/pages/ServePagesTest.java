package dev.presently.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServePagesTest {
  private final ServePages pages = new ServePages();

  @ParameterizedTest
  @CsvSource({
    "/docs, text/html",
    "/docs/explorer.js, text/javascript",
    "/docs/swagger-ui-bundle.js, text/javascript",
    "/docs/swagger-ui.css, text/css",
    "/openapi.yaml, application/yaml",
    "/board, text/html",
    "/board/board.js, text/javascript",
    "/board/board.css, text/css",
    "/client/presently.js, text/javascript"
  })
  void itServesItsFiles(String path, String contentType) {
    APIGatewayProxyResponseEvent response = get(path, Map.of());

    assertThat(response.getStatusCode()).isEqualTo(200);
    assertThat(response.getHeaders())
        .containsEntry("Content-Type", contentType + "; charset=utf-8")
        .containsEntry("X-Request-Id", "r-1");
    assertThat(response.getBody()).isNotBlank();
    assertThat(response.getIsBase64Encoded()).isNotEqualTo(true);
  }

  @Test
  void whatABrowserHasIsNotSentAgain() {
    String eTag = get("/docs", Map.of()).getHeaders().get("ETag");

    APIGatewayProxyResponseEvent again = get("/docs", Map.of("if-none-match", eTag));
    assertThat(again.getStatusCode()).isEqualTo(304);
    assertThat(again.getBody()).isEmpty();
    assertThat(get("/docs", Map.of("if-none-match", "\"other\"")).getStatusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs//", "/docs/index.html", "/docs/..%2Fopenapi.yaml", "/"})
  void anythingElseIs404InTheErrorShape(String path) {
    APIGatewayProxyResponseEvent response = get(path, Map.of());

    assertThat(response.getStatusCode()).isEqualTo(404);
    assertThat(response.getBody())
        .isEqualTo("{\"error\":\"no such page\",\"code\":\"not_found\",\"requestId\":\"r-1\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs/", "/board/"})
  void aPageWithASlashAtItsEndMovesToTheOneWithout(String path) {
    APIGatewayProxyResponseEvent response = get(path, Map.of());

    assertThat(response.getStatusCode()).isEqualTo(308);
    URI location =
        URI.create("https://p1r2.example/live" + path)
            .resolve(response.getHeaders().get("Location"));
    assertThat(location + "/").isEqualTo("https://p1r2.example/live" + path);
  }

  /** The call that keeps a snapshot has no path. */
  @Test
  void anEventWithoutAPathIs404() {
    assertThat(pages.answer(new APIGatewayProxyRequestEvent()).getStatusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs", "/board"})
  void aPageNamesNoOtherHostAndHasNoInlineScript(String path) {
    APIGatewayProxyResponseEvent page = get(path, Map.of());

    assertThat(page.getHeaders().get("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self';", "style-src 'self';");
    assertThat(page.getBody()).doesNotContain("://");
    assertThat(Pattern.compile("<script(?![^>]* src=)").matcher(page.getBody()).find()).isFalse();
  }

  /** Pages of any origin import it, and one copy of it is in every page. */
  @Test
  void theScriptForOtherPagesIsSmallAndForEveryOrigin() throws IOException {
    APIGatewayProxyResponseEvent script = get("/client/presently.js", Map.of());

    assertThat(script.getHeaders())
        .containsEntry("Access-Control-Allow-Origin", "*")
        .containsEntry("Cache-Control", "public, max-age=3600");
    assertThat(script.getBody()).contains("export const connect").doesNotContain("https://");
    var zipped = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(zipped)) {
      gzip.write(script.getBody().getBytes(StandardCharsets.UTF_8));
    }
    assertThat(zipped.size()).isLessThanOrEqualTo(6 * 1024);
  }

  /** Names and labels of others are shown as text, so none can become a script or an element. */
  @Test
  void ourScriptsMakeNoElementsOfText() {
    assertThat(
            get("/board/board.js", Map.of()).getBody()
                + get("/docs/explorer.js", Map.of()).getBody()
                + get("/client/presently.js", Map.of()).getBody())
        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
  }

  private APIGatewayProxyResponseEvent get(String path, Map<String, String> headers) {
    return pages.answer(
        new APIGatewayProxyRequestEvent()
            .withPath(path)
            .withHeaders(headers)
            .withRequestContext(new ProxyRequestContext().withRequestId("r-1")));
  }
}
