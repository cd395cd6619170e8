package dev.presently.local.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * A request that a stub received.
 *
 * @param route method and path with placeholders, for example {@code POST /chat/presence}
 * @param path values of the placeholders
 * @param json body; a missing node if it is not JSON
 */
public record StubRequest(
    String route,
    Map<String, String> path,
    Function<String, Optional<String>> headers,
    JsonNode json,
    Instant at) {
  Optional<String> header(String name) {
    return headers.apply(name);
  }

  /** A member of the body that is a text; empty if it is absent, empty or something else. */
  public Optional<String> text(String member) {
    return json.path(member).stringValueOpt().filter(text -> !text.isEmpty());
  }

  /** A member of the body that is a boolean. */
  public Optional<Boolean> flag(String member) {
    return json.path(member).booleanValueOpt();
  }

  /** The route alone: headers and bodies may hold secrets and addresses. */
  @Override
  public String toString() {
    return route;
  }
}
