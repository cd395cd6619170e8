package dev.presently.core.delivery;

import dev.presently.core.webhook.RetryPolicy;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * When the next attempt is due. By default nine attempts within about 36 hours; a webhook's {@link
 * RetryPolicy} replaces them. {@code chance}, from 0 to 1, spreads each wait by ±20 %.
 */
public final class RetrySchedule {
  /** The wait before the second attempt, before the third, and so on. */
  static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(8),
          Duration.ofHours(24));

  private static final Duration LONGEST_OWN_WAIT = Duration.ofDays(7);
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);
  private static final double SPREAD = 0.2;

  private RetrySchedule() {}

  /** The wait after this many attempts and the last one's outcome; empty if no attempt is left. */
  public static Optional<Duration> waitAfter(
      int attempts, Outcome last, Optional<RetryPolicy> own, double chance) {
    if (attempts >= own.map(RetryPolicy::attempts).orElse(WAITS.size() + 1)) {
      return Optional.empty();
    }
    Duration wait =
        own.map(policy -> Collections.min(List.of(LONGEST_OWN_WAIT, wait(attempts, policy))))
            .orElseGet(() -> WAITS.get(attempts - 1));
    return Optional.of(atLeast(retryAfter(last), spread(wait, chance)));
  }

  /** A policy's wait after so many attempts, or after its last; empty if it has none. */
  static Optional<Duration> ownWait(int attempts, RetryPolicy own) {
    return own.attempts() == 1
        ? Optional.empty()
        : Optional.of(wait(Math.min(attempts, own.attempts() - 1), own));
  }

  private static Duration wait(int attempts, RetryPolicy own) {
    Duration delay = Duration.ofSeconds(own.delaySeconds());
    return switch (own.policy()) {
      case CONSTANT -> delay;
      case LINEAR -> delay.multipliedBy(attempts);
      case EXPONENTIAL -> delay.multipliedBy(1L << (attempts - 1));
    };
  }

  static Duration spread(Duration wait, double chance) {
    return Duration.ofMillis(Math.round(wait.toMillis() * (1 - SPREAD + 2 * SPREAD * chance)));
  }

  /** The receiver's Retry-After, capped at an hour. */
  static Optional<Duration> retryAfter(Outcome outcome) {
    return outcome instanceof Outcome.RetryLater later
        ? later.retryAfter().map(asked -> Collections.min(List.of(LONGEST_RETRY_AFTER, asked)))
        : Optional.empty();
  }

  static Duration atLeast(Optional<Duration> floor, Duration wait) {
    return floor.map(least -> Collections.max(List.of(least, wait))).orElse(wait);
  }
}
