package dev.presently.core.delivery;

import dev.presently.core.webhook.Webhook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a webhook's receiver does, over all of its lanes: how many attempts failed since the last
 * that succeeded, and since when. During a pause nothing is attempted, and after it one attempt at
 * a time until one succeeds: a dead receiver costs few attempts, however many events wait. One that
 * is {@code slowUntil} gets its events apart from all others.
 */
public record ReceiverHealth(
    int failures,
    Optional<Instant> failingSince,
    Optional<Pause> pause,
    Optional<Instant> slowUntil,
    Optional<Instant> lastSuccessAt,
    Optional<Instant> lastFailureAt) {
  /** The pause until then; the {@code number}th in a row, from 1. */
  public record Pause(int number, Instant until) {}

  /** Nothing was attempted yet. */
  public static final ReceiverHealth UNKNOWN =
      new ReceiverHealth(
          0,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** How long an attempt may take before its receiver counts as slow. */
  public static final Duration SLOW = Duration.ofSeconds(1);

  private static final Duration SLOW_FOR = Duration.ofMinutes(5);
  private static final List<Duration> PAUSES = RetrySchedule.WAITS.subList(0, 5);
  private static final Duration SUCCESS_IS_NOTED_EVERY = Duration.ofMinutes(1);

  /** So many failures in a row are the receiver's, not those of one event. */
  private static final int FAILURES_UNTIL_PAUSE = 3;

  private static final Set<Integer> ASKS_FOR_A_PAUSE = Set.of(429, 502, 503, 504);

  private static final Duration GIVEN_UP_AFTER = Duration.ofDays(3);
  private static final Duration GIVEN_UP_OVER = Duration.ofHours(12);
  private static final int GIVEN_UP_FAILURES = 10;

  /** Only one attempt at a time, and none before the pause is over. */
  public boolean isPaused() {
    return pause.isPresent();
  }

  boolean isPausedAt(Instant now) {
    return pause.filter(p -> now.isBefore(p.until())).isPresent();
  }

  /** That moment, or the end of a pause that lasts longer. */
  Instant notBefore(Instant due) {
    return pause.map(Pause::until).filter(due::isBefore).orElse(due);
  }

  boolean isSlowAt(Instant now) {
    return slowUntil.filter(now::isBefore).isPresent();
  }

  /** The same as it was noted while the attempt that ended now still went on. */
  ReceiverHealth slowSince(Instant now) {
    return new ReceiverHealth(
        failures, failingSince, pause, Optional.of(slowFrom(now)), lastSuccessAt, lastFailureAt);
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

  /**
   * The pause after one more failure; none when that is its event's alone. A pause is longer than
   * the one before only when the attempt after that one failed: many that fail at once are one
   * failure, and what somebody asked for during a pause tells nothing new, unless the receiver asks
   * for more time.
   */
  Optional<Pause> pauseAfter(Outcome failure, Instant now, double chance) {
    if (!isPaused() && !asksForAPause(failure) && failures + 1 < FAILURES_UNTIL_PAUSE) {
      return Optional.empty();
    }
    if (isPausedAt(now)) {
      int same = pause.orElseThrow().number();
      return RetrySchedule.retryAfter(failure).map(asked -> new Pause(same, now.plus(asked)));
    }
    int number = pause.map(Pause::number).orElse(0) + 1;
    Duration wait = PAUSES.get(Math.min(number, PAUSES.size()) - 1);
    return Optional.of(
        new Pause(
            number,
            now.plus(
                RetrySchedule.atLeast(
                    RetrySchedule.retryAfter(failure), RetrySchedule.spread(wait, chance)))));
  }

  /**
   * The first pause where others that failed at the same time have used up what is allowed in a
   * row, each of them in the belief that it was the first.
   */
  Optional<Pause> pauseOverdue(Outcome failure, Instant now, double chance) {
    return isPaused() || failures < FAILURES_UNTIL_PAUSE
        ? Optional.empty()
        : pauseAfter(failure, now, chance);
  }

  private static boolean asksForAPause(Outcome failure) {
    return switch (failure.kind()) {
      case TIMEOUT -> true;
      case STATUS -> failure.answered().filter(ASKS_FOR_A_PAUSE::contains).isPresent();
      case DELIVERED, CONNECTION, TLS, DNS, REFUSED_ADDRESS -> false;
    };
  }

  /**
   * Nothing but failures for 72 hours, at least ten of them, over at least 12 hours. Before the
   * first success it counts from when the webhook was made or enabled again.
   */
  boolean isGivenUp(Webhook webhook, Instant now) {
    Instant begun = webhook.disableState().enabledSince().orElse(webhook.createdAt());
    Instant well = lastSuccessAt.filter(begun::isBefore).orElse(begun);
    return failures >= GIVEN_UP_FAILURES
        && !well.plus(GIVEN_UP_AFTER).isAfter(now)
        && failingSince.filter(since -> !since.plus(GIVEN_UP_OVER).isAfter(now)).isPresent();
  }
}
