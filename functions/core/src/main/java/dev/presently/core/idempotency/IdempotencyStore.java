package dev.presently.core.idempotency;

import java.time.Duration;
import java.time.Instant;

/**
 * Stores the response to the first of several requests with the same key. Of concurrent ones
 * exactly one begins; it holds the request until it completes or abandons it, or for {@link #LEASE}
 * after a crash.
 */
public interface IdempotencyStore {
  /** Longer than any operation can run. */
  Duration LEASE = Duration.ofSeconds(30);

  /** How long a response is repeated. */
  Duration RETENTION = Duration.ofHours(24);

  sealed interface Result {
    /** This is the first request. */
    record Begun() implements Result {}

    record Completed(StoredResponse response) implements Result {}

    record InProgress() implements Result {}

    /** The first request had another body. */
    record BodyMismatch() implements Result {}
  }

  /**
   * Begins a request with this body.
   *
   * @param holder unique to this attempt
   */
  Result begin(IdempotentRequest request, Fingerprint body, String holder, Instant now);

  /** Stores the response if the holder still holds the request. */
  void complete(IdempotentRequest request, String holder, StoredResponse response, Instant now);

  /** Releases the request if the holder still holds it; the next request begins. */
  void abandon(IdempotentRequest request, String holder);
}
