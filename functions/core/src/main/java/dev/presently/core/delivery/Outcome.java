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

  /** The receiver answered with a 2xx status line. */
  record Delivered(int status) implements Outcome {
    @Override
    public Kind kind() {
      return Kind.DELIVERED;
    }
  }

  /** It did not work, and may work later; the receiver may have said how much later. */
  record RetryLater(
      Kind kind, Optional<Integer> status, Optional<Duration> retryAfter, String answer)
      implements Outcome {
    public static RetryLater because(Kind kind) {
      return new RetryLater(kind, Optional.empty(), Optional.empty(), "");
    }
  }

  /** The receiver is gone for good (410). */
  record Permanent(int status) implements Outcome {
    @Override
    public Kind kind() {
      return Kind.STATUS;
    }
  }
}
