package dev.presently.core.idempotency;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps what the first of several like requests was answered. Of many that begin at once, exactly
 * one does; whoever begins holds the request until it completes or abandons it, and loses it after
 * {@link #LEASE}, so that a crash keeps nobody out for longer.
 */
public interface IdempotencyStore {
  /** Longer than any operation can run. */
  Duration LEASE = Duration.ofSeconds(30);

  /** How long an answer is given again. */
  Duration KEPT = Duration.ofHours(24);

  /** What a request finds. */
  sealed interface Result {
    /** It is the first. */
    record Begun() implements Result {}

    /** The first was answered so. */
    record Answered(StoredResponse answer) implements Result {}

    /** The first still runs. */
    record Running() implements Result {}

    /** The first had another body. */
    record Reused() implements Result {}
  }

  /**
   * Begins a request with this body.
   *
   * @param holder names whoever begins, and nobody else
   */
  Result begin(IdempotentRequest request, Fingerprint body, String holder, Instant now);

  /** Keeps the answer, where the holder still holds the request. */
  void complete(IdempotentRequest request, String holder, StoredResponse answer, Instant now);

  /** Lets the next one be the first, where the holder still holds the request. */
  void abandon(IdempotentRequest request, String holder);
}
