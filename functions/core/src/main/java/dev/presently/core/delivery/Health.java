package dev.presently.core.delivery;

import dev.presently.core.webhook.Webhook;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * How a webhook's receiver does, over all of its lanes: how many attempts failed since the last
 * that succeeded, and since when. While it is {@code pausedUntil}, nothing is attempted, and then
 * one attempt at a time until one succeeds: a dead receiver costs few attempts, however many events
 * wait. One that is {@code slowUntil} gets its events apart from all others.
 */
public record Health(
    int failures,
    Optional<Instant> failingSince,
    Optional<Instant> pausedUntil,
    Optional<Instant> slowUntil,
    Optional<Instant> lastSuccessAt,
    Optional<Instant> lastFailureAt) {
  /** Nothing was attempted yet. */
  public static final Health UNKNOWN =
      new Health(
          0,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** How long an attempt may take before its receiver counts as slow. */
  public static final Duration SLOW = Duration.ofSeconds(1);

  private static final Duration SLOW_FOR = Duration.ofMinutes(5);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final Duration SUCCESS_IS_NOTED_EVERY = Duration.ofMinutes(1);

  /** So many failures in a row are the receiver's, not those of one event. */
  private static final int FAILURES_UNTIL_PAUSE = 3;

  private static final Set<Integer> ASKS_FOR_A_PAUSE = Set.of(429, 502, 503, 504);

  private static final Duration GIVEN_UP_AFTER = Duration.ofHours(72);
  private static final Duration GIVEN_UP_OVER = Duration.ofHours(12);
  private static final int GIVEN_UP_FAILURES = 10;

  /** Only one attempt at a time, and none before the pause is over. */
  public boolean isPaused() {
    return pausedUntil.isPresent();
  }

  boolean isPausedAt(Instant now) {
    return pausedUntil.filter(now::isBefore).isPresent();
  }

  boolean isSlowAt(Instant now) {
    return slowUntil.filter(now::isBefore).isPresent();
  }

  /** Until when the receiver gets its events apart, noted at this moment. */
  public static Instant slowFrom(Instant now) {
    return now.plus(SLOW_FOR);
  }

  /** A success is worth a write: it ends a failure, or the last one noted is a while ago. */
  boolean isNews(Instant success) {
    return failures > 0
        || isPaused()
        || lastSuccessAt.filter(at -> at.plus(SUCCESS_IS_NOTED_EVERY).isAfter(success)).isEmpty();
  }

  /** Until when nothing is attempted after one more failure; none when it is that event's alone. */
  Optional<Instant> pauseAfter(Outcome failure, Instant now, double chance) {
    int inARow = failures + 1;
    if (!asksForAPause(failure) && inARow < FAILURES_UNTIL_PAUSE) {
      return Optional.empty();
    }
    Duration wait = Schedule.WAITS.get(Math.min(inARow, Schedule.WAITS.size()) - 1);
    Duration pause = wait.compareTo(LONGEST_PAUSE) < 0 ? wait : LONGEST_PAUSE;
    return Optional.of(
        now.plus(
            Schedule.atLeast(Schedule.retryAfter(failure), Schedule.spread(pause, chance))));
  }

  private static boolean asksForAPause(Outcome failure) {
    return switch (failure.kind()) {
      case TIMEOUT -> true;
      case STATUS -> failure.answered().filter(ASKS_FOR_A_PAUSE::contains).isPresent();
      case DELIVERED, CONNECTION, TLS, DNS, REFUSED_ADDRESS -> false;
    };
  }

  /**
   * Nothing but failures for 72 hours, at least ten of them, over at least 12 hours. Before the first
   * success it counts from when the webhook was made or enabled again.
   */
  boolean isGivenUp(Webhook webhook, Instant now) {
    Instant begun = webhook.standing().enabledSince().orElse(webhook.createdAt());
    Instant well = lastSuccessAt.filter(begun::isBefore).orElse(begun);
    return failures >= GIVEN_UP_FAILURES
        && !well.plus(GIVEN_UP_AFTER).isAfter(now)
        && failingSince.filter(since -> !since.plus(GIVEN_UP_OVER).isAfter(now)).isPresent();
  }
}
