package dev.presently.core.delivery;

import java.time.Duration;
import java.util.Optional;

/** How an attempt ended. */
public sealed interface Outcome {
  /** Delivered, or why not. */
  enum Kind {
    DELIVERED,
    STATUS,
    TIMEOUT,
    CONNECTION,
    TLS,
    DNS,
    REFUSED_ADDRESS
  }

  default Kind kind() {
    return this instanceof Delivered ? Kind.DELIVERED : Kind.STATUS;
  }

  /** The response's status code; empty if there was no response. */
  default Optional<Integer> statusCode() {
    return switch (this) {
      case Delivered(int status) -> Optional.of(status);
      case Permanent(int status) -> Optional.of(status);
      case RetryLater(_, var status, _, _) -> status;
    };
  }

  /** Why the attempt failed, for people: the beginning of the response, or a sentence of ours. */
  default Optional<String> error() {
    return Optional.empty();
  }

  /** The receiver answered 2xx. */
  record Delivered(int status) implements Outcome {}

  /** The attempt failed, and a later one may succeed; {@code retryAfter} is the receiver's. */
  record RetryLater(
      Kind kind,
      Optional<Integer> statusCode,
      Optional<Duration> retryAfter,
      Optional<String> error)
      implements Outcome {
    public static RetryLater because(Kind kind) {
      return new RetryLater(kind, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static RetryLater because(Kind kind, String error) {
      return new RetryLater(kind, Optional.empty(), Optional.empty(), Optional.of(error));
    }
  }

  /** The receiver is gone for good (410). */
  record Permanent(int status) implements Outcome {
    @Override
    public Optional<String> error() {
      return Optional.of("the receiver answered " + status + ": it is gone for good");
    }
  }
}
