package dev.presently.adapters.sqs;

import java.time.Duration;
import java.time.Instant;

/** Delays of SQS are in whole seconds; rounded up, nobody is woken too early. */
final class SqsDelay {
  static final long LONGEST_SECONDS = 900;

  private SqsDelay() {}

  /** The seconds from now until then, none when it has passed. */
  static long seconds(Instant now, Instant then) {
    return Math.max(0, Duration.between(now, then).plusNanos(999_999_999).toSeconds());
  }
}
