package dev.presently.adapters.engines;

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
    headers = Map.copyOf(headers);
  }

  /** Method and path only: headers and body may hold secrets and addresses. */
  @Override
  public String toString() {
    return method;
  }
}
