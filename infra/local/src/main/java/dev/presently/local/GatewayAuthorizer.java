package dev.presently.local;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Asks the API's authorizer as API Gateway does, and keeps its answers as long. */
final class GatewayAuthorizer {
  /** Whether a request may pass. */
  sealed interface Verdict {
    /** It may, and this is what its operation is told of the caller. */
    record Passed(Map<?, ?> context) implements Verdict {}

    record Stopped(int status, String code, String sentence) implements Verdict {}
  }

  private record Kept(Map<?, ?> answer, long since) {}

  private static final int MOST_KEPT = 10_000;
  private static final Verdict.Passed OPEN = new Verdict.Passed(Map.of());
  private static final Verdict.Stopped UNAUTHORIZED =
      new Verdict.Stopped(401, "unauthorized", "the credentials are missing or not accepted");
  private static final Verdict.Stopped DENIED =
      new Verdict.Stopped(403, "forbidden", "the credentials do not allow this");
  private static final Verdict.Stopped FAILED =
      new Verdict.Stopped(503, "unavailable", "temporarily unavailable, try again");

  private final Optional<TemplateAuthorizer> authorizer;
  private final Map<String, LocalFunction> functions;
  private final Map<String, Kept> answers = new ConcurrentHashMap<>();

  GatewayAuthorizer(Optional<TemplateAuthorizer> authorizer, Map<String, LocalFunction> functions) {
    this.authorizer = authorizer;
    this.functions = functions;
  }

  Verdict judge(HttpExchange exchange, RouteTable.Match match, String requestId) {
    if (match.route().isOpen() || authorizer.isEmpty()) {
      return OPEN;
    }
    var asked = authorizer.get();
    var identities = exchange.getRequestHeaders().get(asked.header());
    // Of several the last one, which is the one that the authorizer is told of.
    if (identities == null || identities.getLast().isEmpty()) {
      return UNAUTHORIZED;
    }
    var identity = identities.getLast();
    var methodArn = ProxyEvent.methodArn(exchange);
    try {
      return passes(answer(asked, identity, exchange, match, requestId), methodArn);
    } catch (FunctionFailed e) {
      return e.getCause() != null && "Unauthorized".equals(e.getCause().getMessage())
          ? UNAUTHORIZED
          : FAILED;
    }
  }

  private Map<?, ?> answer(
      TemplateAuthorizer asked,
      String identity,
      HttpExchange exchange,
      RouteTable.Match match,
      String requestId)
      throws FunctionFailed {
    var kept = answers.get(identity);
    if (kept != null && System.nanoTime() - kept.since() < asked.kept().toNanos()) {
      return kept.answer();
    }
    var since = System.nanoTime();
    var function = functions.get(asked.function());
    if (function == null) {
      throw new FunctionFailed("the authorizer is not loaded");
    }
    var answer =
        Json.read(function.ask(requestId, ProxyEvent.ofAuthorizer(exchange, match, requestId)));
    if (!(answer instanceof Map<?, ?> policy)) {
      throw new FunctionFailed("the authorizer's answer is no policy");
    }
    if (answers.size() >= MOST_KEPT) {
      answers.clear();
    }
    answers.put(identity, new Kept(policy, since));
    return policy;
  }

  /** Only statements that allow are known here: ours has no other. */
  private static Verdict passes(Map<?, ?> answer, String methodArn) {
    var allowed =
        answer.get("policyDocument") instanceof Map<?, ?> policy
            && policy.get("Statement") instanceof List<?> statements
            && statements.stream().anyMatch(statement -> allows(statement, methodArn));
    if (!allowed) {
      return DENIED;
    }
    return new Verdict.Passed(answer.get("context") instanceof Map<?, ?> told ? told : Map.of());
  }

  private static boolean allows(Object statement, String methodArn) {
    return statement instanceof Map<?, ?> members
        && "Allow".equals(members.get("Effect"))
        && members.get("Resource") instanceof String resource
        && Pattern.matches(
            Pattern.quote(resource).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"), methodArn);
  }
}
