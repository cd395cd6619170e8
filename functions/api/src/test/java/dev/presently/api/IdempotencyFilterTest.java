package dev.presently.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.adapters.json.StrictJson;
import dev.presently.adapters.log.Log;
import dev.presently.core.ConcurrentCallers;
import dev.presently.core.DependencyFailed;
import dev.presently.core.access.KeyId;
import dev.presently.core.access.Scope;
import dev.presently.core.idempotency.Fingerprint;
import dev.presently.core.idempotency.IdempotencyKey;
import dev.presently.core.idempotency.IdempotencyStore;
import dev.presently.core.idempotency.IdempotentRequest;
import dev.presently.core.idempotency.StoredResponse;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyFilterTest {
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final RequestLog log =
      new RequestLog(Log.to(new PrintStream(logged, true, StandardCharsets.UTF_8), "info"));
  private final InMemoryDeployment deployment = new InMemoryDeployment(log);
  private final AtomicInteger done = new AtomicInteger();
  private final ApiHandler creating = answering(this::created);

  private ApiHandler answering(Supplier<ApiResponse> work) {
    return new ScriptedHandler(deployment.filters(), _ -> work.get());
  }

  private ApiResponse created() {
    int id = done.incrementAndGet();
    return ApiResponse.data(201, StrictJson.newObject().put("id", id)).with("X-Made", id);
  }

  private static Call post(String body) {
    return new Call()
        .method("POST")
        .at("/api/webhooks")
        .by(1, 1_000)
        .header("Authorization", "Bearer a-key")
        .header("idempotency-key", "once")
        .body(body);
  }

  @Test
  void aRepeatedRequestRunsOnceAndGetsTheFirstAnswer() {
    Answer first = post("{\"a\":1}").to(creating);
    Answer again = post("{\"a\":1}").to(creating);

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body()).isEqualTo("{\"data\":{\"id\":1}}");
    assertThat(again.header("X-Made")).isEqualTo("1");
    assertThat(done).hasValue(1);
  }

  @Test
  void aRepetitionCountsAgainstTheRateLimit() {
    post("{}").to(creating);

    assertThat(post("{}").to(creating).header("X-RateLimit-Remaining")).isEqualTo("998");
  }

  @Test
  void afterADayItRunsAgain() {
    post("{}").to(creating);
    deployment.clock.advance(Duration.ofHours(24).minusMillis(1));
    post("{}").to(creating);
    assertThat(done).hasValue(1);

    deployment.clock.advance(Duration.ofMillis(1));
    post("{}").to(creating);
    assertThat(done).hasValue(2);
  }

  @Test
  void anotherBodyWithTheSameKeyIsAConflict() {
    post("{\"a\":1}").to(creating);

    assertThat(post("{\"a\":2}").to(creating).problem()).isEqualTo("409 idempotency_key_reused");
    assertThat(done).hasValue(1);
  }

  @Test
  void anotherCallerPathOrKeyIsAnotherRequest() {
    post("{}").to(creating);
    post("{}").by(2, 1_000).to(creating);
    post("{}").at("/api/sessions").to(creating);
    post("{}").header("idempotency-key", "twice").to(creating);

    assertThat(done).hasValue(4);
  }

  @Test
  void otherMethodsAndRequestsWithoutHeaderOrCallerRunEachTime() {
    for (Supplier<Call> call :
        List.<Supplier<Call>>of(
            () -> post("{}").method("PATCH"),
            () -> post("{}").method("DELETE"),
            () -> new Call().method("POST").by(1, 1_000).body("{}"),
            () ->
                new Call()
                    .method("POST")
                    .byNobody()
                    .header("Idempotency-Key", "once")
                    .body("{}"))) {
      done.set(0);
      call.get().to(creating);
      call.get().to(creating);
      assertThat(done).hasValue(2);
    }
  }

  @Test
  void whileTheFirstRunsItsRepetitionsAreInProgress() {
    ApiHandler within =
        answering(
            () -> {
              Answer repeated = post("{}").to(creating);
              assertThat(repeated.problem()).isEqualTo("409 in_progress");
              assertThat(repeated.header("Retry-After")).isEqualTo("1");
              return ApiResponse.success();
            });

    assertThat(post("{}").to(within).status()).isEqualTo(200);
    assertThat(done).hasValue(0);
  }

  @Test
  void anErrorIsNotStored() {
    ApiHandler refusing = answering(() -> ApiResponse.error(404, "session_not_found", "none"));
    ApiHandler failing =
        answering(
            () -> {
              throw new DependencyFailed("no table");
            });
    ApiHandler broken =
        answering(
            () -> {
              throw new StackOverflowError();
            });

    assertThat(post("{}").to(refusing).problem()).isEqualTo("404 session_not_found");
    assertThat(post("{}").to(failing).problem()).isEqualTo("503 unavailable");
    assertThat(post("{}").to(broken).problem()).isEqualTo("500 internal");
    assertThat(post("{\"mended\":true}").to(creating).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "é", "a\tb"})
  void anInvalidKeyIsRefusedByName(String key) {
    assertThat(post("{}").header("idempotency-key", key).to(creating).problem())
        .isEqualTo("400 invalid_value Idempotency-Key");
    assertThat(done).hasValue(0);
  }

  @Test
  void aTooLargeAnswerIsGivenButNotStored() {
    ApiHandler large =
        answering(
            () ->
                ApiResponse.data(
                    200,
                    StrictJson.newObject()
                        .put("n", done.incrementAndGet() + "x".repeat(256 * 1024))));

    assertThat(post("{}").to(large).data().path("n").stringValue()).startsWith("1x");
    assertThat(post("{}").to(large).data().path("n").stringValue()).startsWith("2x");
    assertThat(logged.toString(StandardCharsets.UTF_8))
        .contains("an answer is too large to be kept");
  }

  @Test
  void ofConcurrentRequestsOneRuns() {
    List<Integer> statuses = ConcurrentCallers.of(50, _ -> post("{}").to(creating).status());

    assertThat(done).hasValue(1);
    assertThat(statuses).contains(201).isSubsetOf(201, 409);
  }

  @Test
  void withoutItsTableNoOperationRuns() {
    assertThat(post("{}").to(over(new Failing(true))).problem()).isEqualTo("503 unavailable");
    assertThat(done).hasValue(0);
  }

  @Test
  void anAnswerThatCannotBeStoredIsStillGiven() {
    Answer answer = post("{}").to(over(new Failing(false)));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(logged.toString(StandardCharsets.UTF_8)).contains("went without keeping the answer");
  }

  private ApiHandler over(IdempotencyStore answers) {
    var once = new IdempotencyFilter(answers, () -> "holder", deployment.clock, log);
    return new ScriptedHandler(new RequestFilters(log, RequestFilter.NONE, once), _ -> created());
  }

  /** Fails always, or in everything but begin. */
  private static class Failing implements IdempotencyStore {
    private final boolean atOnce;

    Failing(boolean atOnce) {
      this.atOnce = atOnce;
    }

    @Override
    public Result begin(IdempotentRequest request, Fingerprint body, String holder, Instant now) {
      if (atOnce) {
        throw new DependencyFailed("no table");
      }
      return new Result.Begun();
    }

    @Override
    public void complete(
        IdempotentRequest request, String holder, StoredResponse answer, Instant now) {
      throw new DependencyFailed("no table");
    }

    @Override
    public void abandon(IdempotentRequest request, String holder) {
      throw new DependencyFailed("no table");
    }
  }

  @Test
  void anAnswerOfAReadIsNotKept() {
    ApiHandler reading =
        new ScriptedHandler(
            deployment.filters(), new OperationScope.ForScope(Scope.PRESENCE_READ), _ -> created());

    post("{}").to(reading);
    post("{}").to(reading);

    assertThat(done).hasValue(2);
  }

  @Test
  void aKeptAnswerShowsItsSecretToNobodyWithoutTheApiKey() {
    List<StoredResponse> stored = new ArrayList<>();
    IdempotencyStore keeping =
        new Failing(false) {
          @Override
          public void complete(
              IdempotentRequest request, String holder, StoredResponse answer, Instant now) {
            stored.add(answer);
          }
        };

    post("{}").to(over(keeping));
    post("{}").header("Authorization", "Bearer another-key").to(over(keeping));

    assertThat(stored).hasSize(2).noneMatch(answer -> answer.body().contains("data"));
    var request =
        new IdempotentRequest(
            new KeyId("key_" + "0".repeat(31) + "1"),
            "POST",
            "/api/webhooks",
            new IdempotencyKey("once"));
    var seal = new AnswerSeal("a-key", request);
    assertThat(seal.open(stored.getFirst()).body()).isEqualTo("{\"data\":{\"id\":1}}");
    assertThatThrownBy(() -> seal.open(stored.getLast())).isInstanceOf(IllegalStateException.class);
  }
}
