package dev.presently.local;

import com.sun.net.httpserver.HttpExchange;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Calls the API's authorizer as API Gateway does, and caches its answers as long. */
final class GatewayAuthorizer {
  /** Whether a request may pass. */
  sealed interface Decision {
    /** With the authorizer's context, empty on an open route. */
    record Allowed(JsonNode context) implements Decision {}

    record Denied(int status, String code, String sentence) implements Decision {}
  }

  private record Cached(JsonNode policy, long since) {}

  private static final int MOST_CACHED = 10_000;
  private static final Decision OPEN = new Decision.Allowed(MissingNode.getInstance());
  private static final Decision UNAUTHORIZED =
      new Decision.Denied(401, "unauthorized", "the credentials are missing or not accepted");
  private static final Decision FORBIDDEN =
      new Decision.Denied(403, "forbidden", "the credentials do not allow this");
  private static final Decision FAILED =
      new Decision.Denied(503, "unavailable", "temporarily unavailable, try again");

  private final Optional<TemplateAuthorizer> authorizer;
  private final Map<String, LocalFunction> functions;
  private final Map<String, Cached> policies = new ConcurrentHashMap<>();

  GatewayAuthorizer(Optional<TemplateAuthorizer> authorizer, Map<String, LocalFunction> functions) {
    this.authorizer = authorizer;
    this.functions = functions;
  }

  Decision authorize(HttpExchange exchange, RouteTable.Match match, String requestId) {
    if (match.route().isOpen() || authorizer.isEmpty()) {
      return OPEN;
    }
    var identities = exchange.getRequestHeaders().get(authorizer.get().header());
    // The authorizer's event holds the last one of several.
    if (identities == null || identities.getLast().isEmpty()) {
      return UNAUTHORIZED;
    }
    try {
      return decide(
          policy(authorizer.get(), identities.getLast(), exchange, match, requestId),
          ProxyEvent.methodArn(exchange));
    } catch (FunctionFailed e) {
      return e.getCause() != null && "Unauthorized".equals(e.getCause().getMessage())
          ? UNAUTHORIZED
          : FAILED;
    } catch (JacksonException e) {
      return FAILED;
    }
  }

  private JsonNode policy(
      TemplateAuthorizer called,
      String identity,
      HttpExchange exchange,
      RouteTable.Match match,
      String requestId)
      throws FunctionFailed {
    var cached = policies.get(identity);
    var now = System.nanoTime();
    if (cached != null && now - cached.since() < called.timeToLive().toNanos()) {
      return cached.policy();
    }
    var function = Objects.requireNonNull(functions.get(called.function()));
    var event = ProxyEvent.ofAuthorizer(exchange, match, requestId);
    var policy = JsonMapper.shared().readTree(function.call(requestId, event));
    if (!policy.isObject()) {
      throw new FunctionFailed("the authorizer's answer is no policy");
    }
    if (policies.size() >= MOST_CACHED) {
      policies.clear();
    }
    policies.put(identity, new Cached(policy, now));
    return policy;
  }

  /** Reads statements that allow; the authorizer returns no others. */
  private static Decision decide(JsonNode policy, String methodArn) {
    var allowed =
        policy
            .path("policyDocument")
            .path("Statement")
            .valueStream()
            .filter(statement -> statement.path("Effect").asString("").equals("Allow"))
            .map(statement -> Pattern.quote(statement.path("Resource").asString("")))
            .map(resource -> resource.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"))
            .anyMatch(resource -> Pattern.matches(resource, methodArn));
    return allowed ? new Decision.Allowed(policy.path("context")) : FORBIDDEN;
  }
}
