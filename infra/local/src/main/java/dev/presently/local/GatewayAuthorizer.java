package dev.presently.local;

import java.util.List;
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

  private record Policy(JsonNode context, List<Pattern> allowed) {
    /** Reads statements that allow; the authorizer returns no others. */
    static Policy of(JsonNode policy) {
      return new Policy(
          policy.path("context"),
          policy
              .path("policyDocument")
              .path("Statement")
              .valueStream()
              .filter(statement -> statement.path("Effect").asString("").equals("Allow"))
              .map(statement -> Pattern.quote(statement.path("Resource").asString("")))
              .map(resource -> resource.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"))
              .map(Pattern::compile)
              .toList());
    }

    boolean allows(String methodArn) {
      return allowed.stream().anyMatch(resource -> resource.matcher(methodArn).matches());
    }
  }

  private record Cached(Policy policy, long since) {}

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

  Decision authorize(GatewayRequest request, RouteTable.Match match, String requestId) {
    if (match.route().isOpen() || authorizer.isEmpty()) {
      return OPEN;
    }
    // The authorizer's event holds the last one of several.
    var identity = request.header(authorizer.get().header()).orElse("");
    if (identity.isEmpty()) {
      return UNAUTHORIZED;
    }
    try {
      var policy = policy(authorizer.get(), identity, request, match, requestId);
      return policy.allows(ProxyEvent.methodArn(request))
          ? new Decision.Allowed(policy.context())
          : FORBIDDEN;
    } catch (FunctionFailed e) {
      return e.getCause() != null && "Unauthorized".equals(e.getCause().getMessage())
          ? UNAUTHORIZED
          : FAILED;
    } catch (JacksonException e) {
      return FAILED;
    }
  }

  private Policy policy(
      TemplateAuthorizer called,
      String identity,
      GatewayRequest request,
      RouteTable.Match match,
      String requestId)
      throws FunctionFailed {
    var cached = policies.get(identity);
    var now = System.nanoTime();
    if (cached != null && now - cached.since() < called.timeToLive().toNanos()) {
      return cached.policy();
    }
    var function = Objects.requireNonNull(functions.get(called.function()));
    var event = ProxyEvent.ofAuthorizer(request, match, requestId);
    var answer = JsonMapper.shared().readTree(function.call(requestId, event));
    if (!answer.isObject()) {
      throw new FunctionFailed("the authorizer's answer is no policy");
    }
    var policy = Policy.of(answer);
    if (policies.size() >= MOST_CACHED) {
      policies.clear();
    }
    policies.put(identity, new Cached(policy, now));
    return policy;
  }
}
