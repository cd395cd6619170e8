package dev.presently.pages;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * Serves what browsers load without a key: the API's document, its explorer, the board, and the
 * script for others' pages. All of it is in this artifact; no table, queue or other host is asked.
 */
public final class ServePages
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
  private static final String OURS = "/dev/presently/pages/";

  private final Map<String, StaticFile> files;

  public ServePages() {
    this(System.getenv());
  }

  public ServePages(Map<String, String> environment) {
    String swaggerUi = "/META-INF/resources/webjars/swagger-ui/" + swaggerUiVersion() + "/";
    files =
        Map.of(
            "/openapi.yaml", StaticFile.read(OURS + "openapi.yaml"),
            "/docs", StaticFile.read(OURS + "docs/index.html"),
            "/docs/explorer.js", StaticFile.read(OURS + "docs/explorer.js"),
            "/docs/swagger-ui.css", StaticFile.read(swaggerUi + "swagger-ui.css"),
            "/docs/swagger-ui-bundle.js", StaticFile.read(swaggerUi + "swagger-ui-bundle.js"),
            "/board", StaticFile.read(OURS + "board/index.html"),
            "/board/board.js", StaticFile.read(OURS + "board/board.js"),
            "/board/board.css", StaticFile.read(OURS + "board/board.css"),
            "/client/presently.js",
                StaticFile.read(OURS + "client/presently.js").cachedFor(Duration.ofHours(1)));
  }

  private static String swaggerUiVersion() {
    Properties properties = new Properties();
    String resource = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    try (InputStream in = Objects.requireNonNull(ServePages.class.getResourceAsStream(resource))) {
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public APIGatewayProxyResponseEvent handleRequest(
      APIGatewayProxyRequestEvent event, Context context) {
    return answer(event);
  }

  APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent event) {
    String path = Optional.ofNullable(event.getPath()).orElse("");
    APIGatewayProxyResponseEvent response =
        files.containsKey(path)
            ? files.get(path).response(ifNoneMatch(event))
            : files.containsKey(withoutSlash(path)) ? moved(path) : notFound(event);
    response.getHeaders().put("X-Request-Id", requestId(event));
    return response;
  }

  /** API Gateway calls the function of {@code /docs} for {@code /docs/} too. */
  private static String withoutSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /**
   * Without the slash, so that a page's links hold; relative, for a stage's name may stand before.
   */
  private static APIGatewayProxyResponseEvent moved(String path) {
    String page = withoutSlash(path);
    String name = page.substring(page.lastIndexOf('/') + 1);
    return new APIGatewayProxyResponseEvent()
        .withStatusCode(308)
        .withHeaders(
            new HashMap<>(Map.of("Location", "../" + name, "Access-Control-Allow-Origin", "*")))
        .withBody("");
  }

  private static String requestId(APIGatewayProxyRequestEvent event) {
    return Optional.ofNullable(event.getRequestContext())
        .map(call -> call.getRequestId())
        .orElse("");
  }

  private static Optional<String> ifNoneMatch(APIGatewayProxyRequestEvent event) {
    return Optional.ofNullable(event.getHeaders()).orElse(Map.of()).entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase("If-None-Match"))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static APIGatewayProxyResponseEvent notFound(APIGatewayProxyRequestEvent event) {
    return new APIGatewayProxyResponseEvent()
        .withStatusCode(404)
        .withHeaders(
            new HashMap<>(
                Map.of("Content-Type", "application/json", "Access-Control-Allow-Origin", "*")))
        .withBody(
            "{\"error\":\"no such page\",\"code\":\"not_found\",\"requestId\":\"%s\"}"
                .formatted(requestId(event)));
  }
}
