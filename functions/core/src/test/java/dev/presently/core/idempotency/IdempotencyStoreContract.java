package dev.presently.core.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ConcurrentCallers;
import dev.presently.core.TestClock;
import dev.presently.core.access.KeyId;
import dev.presently.core.idempotency.IdempotencyStore.Result.Begun;
import dev.presently.core.idempotency.IdempotencyStore.Result.BodyMismatch;
import dev.presently.core.idempotency.IdempotencyStore.Result.Completed;
import dev.presently.core.idempotency.IdempotencyStore.Result.InProgress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link IdempotencyStore}. */
public abstract class IdempotencyStoreContract {
  private static final int CROWD = 50;
  private static final KeyId KEY = new KeyId("key_00000000000000000000000000000007");
  private static final IdempotentRequest REQUEST = request("POST", "/api/webhooks", "once");
  private static final Fingerprint BODY = fingerprint("{\"url\":\"https://a.dev\"}");
  private static final Fingerprint OTHER_BODY = fingerprint("{\"url\":\"https://b.dev\"}");
  private static final StoredResponse ANSWER =
      new StoredResponse(201, Map.of("X-One", "1", "X-Two", "2"), "{\"data\":{\"id\":1}}");
  private static final Instant START = TestClock.START;
  private static final Instant LEASE_ENDS = START.plus(IdempotencyStore.LEASE);

  private IdempotencyStore answers;

  /** Empty ones. */
  protected abstract IdempotencyStore create();

  @BeforeEach
  void begin() {
    answers = create();
  }

  @Test
  void theFirstBeginsAndTheOthersWait() {
    assertThat(begin("a", START)).isEqualTo(new Begun());
    assertThat(begin("b", START)).isEqualTo(new InProgress());
    assertThat(begin("c", LEASE_ENDS.minusMillis(1))).isEqualTo(new InProgress());
  }

  @Test
  void theOthersGetTheFirstsAnswerForADay() {
    begin("a", START);
    answers.complete(REQUEST, "a", ANSWER, START.plusSeconds(2));

    assertThat(begin("b", START.plusSeconds(2))).isEqualTo(new Completed(ANSWER));
    Instant end = START.plusSeconds(2).plus(IdempotencyStore.RETENTION);
    assertThat(begin("c", end.minusMillis(1))).isEqualTo(new Completed(ANSWER));
    assertThat(begin("d", end)).isEqualTo(new Begun());
    assertThat(begin("e", end)).isEqualTo(new InProgress());
  }

  @Test
  void anotherBodyIsAnotherRequestUnderAUsedKey() {
    begin("a", START);
    assertThat(answers.begin(REQUEST, OTHER_BODY, "b", START)).isEqualTo(new BodyMismatch());

    answers.complete(REQUEST, "a", ANSWER, START);

    assertThat(answers.begin(REQUEST, OTHER_BODY, "b", START)).isEqualTo(new BodyMismatch());
    assertThat(begin("b", START)).isEqualTo(new Completed(ANSWER));
  }

  @Test
  void whatWasAbandonedBeginsAnewWithAnyBody() {
    begin("a", START);
    answers.abandon(REQUEST, "a");

    assertThat(answers.begin(REQUEST, OTHER_BODY, "b", START)).isEqualTo(new Begun());
    answers.complete(REQUEST, "b", ANSWER, START);
    assertThat(answers.begin(REQUEST, OTHER_BODY, "c", START)).isEqualTo(new Completed(ANSWER));
  }

  @Test
  void aCrashKeepsNobodyOutForLongerThanTheLease() {
    begin("crashed", START);

    assertThat(begin("b", LEASE_ENDS)).isEqualTo(new Begun());
    assertThat(begin("c", LEASE_ENDS)).isEqualTo(new InProgress());
  }

  @Test
  void whoLostTheLeaseNeitherAnswersNorAbandonsForTheNext() {
    begin("slow", START);
    begin("next", LEASE_ENDS);

    answers.abandon(REQUEST, "slow");
    answers.complete(REQUEST, "slow", new StoredResponse(200, Map.of(), "late"), LEASE_ENDS);
    assertThat(begin("c", LEASE_ENDS)).isEqualTo(new InProgress());

    answers.complete(REQUEST, "next", ANSWER, LEASE_ENDS);
    answers.abandon(REQUEST, "next");
    answers.complete(REQUEST, "slow", new StoredResponse(200, Map.of(), "late"), LEASE_ENDS);
    assertThat(begin("c", LEASE_ENDS)).isEqualTo(new Completed(ANSWER));
  }

  @Test
  void whatNeverBeganIsNeitherAnsweredNorAbandoned() {
    answers.complete(REQUEST, "a", ANSWER, START);
    answers.abandon(REQUEST, "a");

    assertThat(begin("a", START)).isEqualTo(new Begun());
  }

  @Test
  void anotherKeyMethodPathOrCallerIsAnotherRequest() {
    begin("a", START);
    var stranger =
        new IdempotentRequest(
            new KeyId("key_00000000000000000000000000000008"),
            "POST",
            "/api/webhooks",
            new IdempotencyKey("once"));

    for (IdempotentRequest other :
        List.of(
            request("POST", "/api/webhooks", "twice"),
            request("PUT", "/api/webhooks", "once"),
            request("POST", "/api/sessions", "once"),
            stranger)) {
      assertThat(answers.begin(other, BODY, "b", START)).isEqualTo(new Begun());
    }
  }

  @Test
  void anAnswerIsGivenAsItWas() {
    for (StoredResponse each :
        List.of(
            new StoredResponse(204, Map.of(), ""),
            new StoredResponse(200, Map.of("ETag", "\"é\""), "{\"data\":\"\\u0000 é 😀\"}"),
            new StoredResponse(202, Map.of(), "x".repeat(256 * 1024)))) {
      IdempotentRequest request = request("POST", "/api/sessions", "status " + each.status());
      answers.begin(request, BODY, "a", START);
      answers.complete(request, "a", each, START);

      assertThat(answers.begin(request, BODY, "b", START)).isEqualTo(new Completed(each));
    }
  }

  @Test
  void ofManyAtOnceExactlyOneBegins() {
    for (Instant at : List.of(START, LEASE_ENDS)) {
      assertThat(ConcurrentCallers.of(CROWD, i -> begin("holder " + at + i, at)))
          .containsOnlyOnce(new Begun())
          .containsOnly(new Begun(), new InProgress());
    }
  }

  private IdempotencyStore.Result begin(String holder, Instant now) {
    return answers.begin(REQUEST, BODY, holder, now);
  }

  private static IdempotentRequest request(String method, String path, String key) {
    return new IdempotentRequest(KEY, method, path, new IdempotencyKey(key));
  }

  private static Fingerprint fingerprint(String body) {
    return Fingerprint.of(body.getBytes(StandardCharsets.UTF_8));
  }
}
