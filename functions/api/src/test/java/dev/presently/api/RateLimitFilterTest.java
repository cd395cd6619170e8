package dev.presently.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.log.Log;
import dev.presently.core.DependencyFailed;
import dev.presently.core.access.EnforceRateLimit;
import dev.presently.core.access.Scope;
import dev.presently.core.presence.Availability;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateLimitFilterTest {
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final RequestLog log =
      new RequestLog(Log.to(new PrintStream(logged, true, StandardCharsets.UTF_8), "info"));
  private final InMemoryDeployment deployment = new InMemoryDeployment(log);
  private final ApiHandler reading =
      new ScriptedHandler(deployment.filters(), _ -> ApiResponse.success());
  private final ApiHandler failing =
      new ScriptedHandler(
          deployment.filters(),
          request -> {
            request.body(fields -> fields.required("presence", Availability::parse));
            throw new DependencyFailed("no table");
          });

  /** Its request counter cannot reach its table. */
  private ApiHandler withoutCounter(Scope scope) {
    return new ScriptedHandler(
        new RequestFilters(
            log,
            new RateLimitFilter(
                new EnforceRateLimit(
                    (_, _, _, _) -> {
                      throw new DependencyFailed("no table", new IllegalStateException());
                    },
                    deployment.clock),
                log),
            RequestFilter.NONE),
        new OperationScope.ForScope(scope),
        _ -> ApiResponse.success());
  }

  private static String limits(Answer answer) {
    return answer.header("X-RateLimit-Limit") + " " + answer.header("X-RateLimit-Remaining");
  }

  @Test
  void everyAnswerShowsTheRemainingRequests() {
    assertThat(limits(new Call().by(1, 3).to(reading))).isEqualTo("3 2");
    assertThat(limits(new Call().by(1, 3).body("{}").to(failing))).isEqualTo("3 1");
    assertThat(limits(new Call().by(2, 3).to(reading))).isEqualTo("3 2");
  }

  @Test
  void errorsShowTheRemainingRequestsToo() {
    Answer invalid = new Call().by(1, 9).body("{}").to(failing);
    Answer unavailable = new Call().by(1, 9).body("{\"presence\":\"available\"}").to(failing);

    assertThat(invalid.problem()).isEqualTo("400 missing_field presence");
    assertThat(limits(invalid)).isEqualTo("9 8");
    assertThat(unavailable.problem()).isEqualTo("503 unavailable");
    assertThat(limits(unavailable)).isEqualTo("9 7");
    assertThat(unavailable.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void requestsOverTheLimitAreRefusedUntilRetryAfter() {
    new Call().by(1, 2).to(reading);
    new Call().by(1, 2).to(reading);

    Answer refused = new Call().by(1, 2).to(reading);

    assertThat(refused.problem()).isEqualTo("429 too_many_requests");
    assertThat(refused.sentence())
        .isEqualTo(
            "more than the 2 requests per minute that this key may make; try again in 90 seconds");
    assertThat(refused.header("Retry-After")).isEqualTo("90");
    assertThat(limits(refused)).isEqualTo("2 0");

    deployment.clock.advance(Duration.ofSeconds(90));
    assertThat(new Call().by(1, 2).to(reading).status()).isEqualTo(200);
  }

  @Test
  void aRequestWithoutAKeyIsNotLimited() {
    Answer answer = new Call().byNobody().to(reading);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(limits(answer)).isEqualTo(" ");
  }

  @Test
  void aBrowserMayReadTheLimits() {
    assertThat(new Call().to(reading).header("Access-Control-Expose-Headers"))
        .contains("X-RateLimit-Limit", "X-RateLimit-Remaining", "Retry-After");
  }

  @Test
  void withoutTheCounterReadsPassAndAreLogged() {
    for (String method : new String[] {"GET", "POST"}) {
      Answer answer = new Call().method(method).by(1, 3).to(withoutCounter(Scope.PRESENCE_READ));

      assertThat(answer.status()).as(method).isEqualTo(200);
      assertThat(limits(answer)).isEqualTo("3 ");
    }
    assertThat(logged.toString(StandardCharsets.UTF_8))
        .contains(
            "\"message\":\"went without the rate limit\"",
            "\"requestId\":\"0f3c6f0e-8f59-4f6e-9a51-2f6a3f0e7d11\"",
            "\"cause\":\"java.lang.IllegalStateException\"")
        .doesNotContain("no table");
  }

  @Test
  void withoutTheCounterWritesAreRefused() {
    for (String write : new String[] {"POST", "PATCH", "DELETE"}) {
      Answer answer = new Call().method(write).by(1, 3).to(withoutCounter(Scope.PRESENCE_MANAGE));

      assertThat(answer.problem()).isEqualTo("503 unavailable");
      assertThat(answer.header("Retry-After")).isEqualTo("1");
      assertThat(limits(answer)).isEqualTo("3 ");
    }
  }

  @Test
  void aMalformedAuthorizerContextIsAnInternalError() {
    Map<String, String> context =
        Map.of("keyId", "key_00000000000000000000000000000001", "rateLimitPerMinute", "0");

    assertThat(new Call().authorizer(context).to(reading).problem()).isEqualTo("500 internal");
  }
}
