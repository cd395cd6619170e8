package dev.presently.core.delivery;

import java.time.Duration;
import java.util.Optional;

/** How an attempt ended. */
public sealed interface Outcome {
  /** Whether the event is there, or the reason why it is not. */
  enum Kind {
    DELIVERED,
    STATUS,
    TIMEOUT,
    CONNECTION,
    TLS,
    DNS,
    REFUSED_ADDRESS
  }

  Kind kind();

  /** The status line's code, where there was one. */
  Optional<Integer> answered();

  /** The beginning of an answer that was no success. */
  default Optional<String> answer() {
    return Optional.empty();
  }

  /** The receiver answered with a 2xx status line. */
  record Delivered(int status) implements Outcome {
    @Override
    public Kind kind() {
      return Kind.DELIVERED;
    }

    @Override
    public Optional<Integer> answered() {
      return Optional.of(status);
    }
  }

  /** It did not work, and may work later; the receiver may have said how much later. */
  record RetryLater(
      Kind kind, Optional<Integer> answered, Optional<Duration> retryAfter, Optional<String> answer)
      implements Outcome {
    public static RetryLater because(Kind kind) {
      return new RetryLater(kind, Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /** The receiver is gone for good (410). */
  record Permanent(int status) implements Outcome {
    @Override
    public Kind kind() {
      return Kind.STATUS;
    }

    @Override
    public Optional<Integer> answered() {
      return Optional.of(status);
    }
  }
}
