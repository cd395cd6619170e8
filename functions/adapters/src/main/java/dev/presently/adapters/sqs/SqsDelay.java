package dev.presently.adapters.sqs;

import java.time.Duration;
import java.time.Instant;

/** SQS delays messages by whole seconds; rounded up, no message arrives early. */
final class SqsDelay {
  static final long MAX_SECONDS = 900;

  private SqsDelay() {}

  /** Seconds from now until then; zero when it has passed. */
  static long seconds(Instant now, Instant then) {
    return Math.max(0, Duration.between(now, then).plusNanos(999_999_999).toSeconds());
  }
}
