package dev.presently.adapters.engines;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request to an engine. The path begins with {@code /}, is percent-encoded, may have a query, and
 * is appended to the path of the engine's URL. Headers include the key.
 */
public record EngineRequest(
    String method, String path, Map<String, String> headers, Optional<ObjectNode> body) {
  public EngineRequest {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a path begins with /");
    }
    headers = Map.copyOf(headers);
  }

  public static EngineRequest get(String path, Map<String, String> headers) {
    return new EngineRequest("GET", path, headers, Optional.empty());
  }

  public static EngineRequest post(String path, Map<String, String> headers) {
    return new EngineRequest("POST", path, headers, Optional.empty());
  }

  public static EngineRequest put(String path, Map<String, String> headers) {
    return new EngineRequest("PUT", path, headers, Optional.empty());
  }

  public EngineRequest with(ObjectNode json) {
    return new EngineRequest(method, path, headers, Optional.of(json));
  }

  /** One percent-encoded segment of a path: {@code @} becomes {@code %40}. */
  public static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The method only: path, headers and body may hold secrets and addresses. */
  @Override
  public String toString() {
    return method;
  }
}
