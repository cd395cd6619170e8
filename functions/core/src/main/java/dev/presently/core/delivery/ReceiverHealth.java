package dev.presently.core.delivery;

import dev.presently.core.webhook.RetryPolicy;
import dev.presently.core.webhook.Webhook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The health of a webhook's receiver over all lanes: failures since the last success. During a
 * pause nothing is attempted, and after it one attempt at a time until one succeeds: a dead
 * receiver costs few attempts, however many events wait. A failure that may be the fault of one
 * event (a status such as 500 or 404) is not the receiver's: it takes events of several contacts to
 * begin a pause, and several attempts after a pause until the next one is longer. Its events are
 * sent apart from all others until it has answered quickly ({@code quick}). A slow attempt ends
 * that, and until {@code slowUntil} a quick answer does not count.
 */
public record ReceiverHealth(
    int failures,
    Optional<Instant> failingSince,
    Optional<Pause> pause,
    boolean quick,
    Optional<Instant> slowUntil,
    Optional<Instant> lastSuccessAt,
    Optional<Instant> lastFailureAt) {
  /** The {@code number}th pause in a row, from 1. */
  public record Pause(int number, Instant until) {}

  /** Before the first attempt. */
  public static final ReceiverHealth UNKNOWN =
      new ReceiverHealth(
          0,
          Optional.empty(),
          Optional.empty(),
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** An attempt that takes this long makes its receiver slow. */
  public static final Duration SLOW = Duration.ofSeconds(1);

  private static final Duration SLOW_FOR = Duration.ofMinutes(5);
  private static final List<Duration> PAUSES = RetrySchedule.WAITS.subList(0, 5);
  private static final Duration SUCCESS_IS_NOTED_EVERY = Duration.ofMinutes(1);

  /** After failures that may be the fault of events, pauses grow to ten minutes only. */
  private static final int LONGEST_OF_EVENTS = 4;

  /** Fewer failures in a row may be the fault of one event. */
  private static final int FAILURES_UNTIL_PAUSE = 3;

  /** So many events are attempted after a pause, each of another lane if more wait. */
  private static final int PROBES = 8;

  private static final Set<Integer> ASKS_FOR_A_PAUSE = Set.of(429, 502, 503, 504);

  private static final Duration GIVEN_UP_AFTER = Duration.ofDays(3);
  private static final Duration GIVEN_UP_OVER = Duration.ofHours(12);
  private static final int GIVEN_UP_FAILURES = 10;

  /** A slow attempt makes its receiver slow, whatever its outcome. */
  static boolean isSlow(Duration attempt) {
    return attempt.compareTo(SLOW) >= 0;
  }

  public boolean isPaused() {
    return pause.isPresent();
  }

  boolean isPausedAt(Instant now) {
    return pause.filter(p -> now.isBefore(p.until())).isPresent();
  }

  /** {@code due}, or the end of the pause if it is later. */
  Instant notBefore(Instant due) {
    return pause.map(Pause::until).filter(due::isBefore).orElse(due);
  }

  /** A quick answer now makes the receiver quick, which it was not. */
  boolean becomesQuick(Instant now) {
    return !quick && slowUntil.filter(now::isBefore).isEmpty();
  }

  /** Marks the receiver as slow, as was stored while the attempt that ended now was running. */
  ReceiverHealth slowSince(Instant now) {
    return new ReceiverHealth(
        failures,
        failingSince,
        pause,
        false,
        Optional.of(slowFrom(now)),
        lastSuccessAt,
        lastFailureAt);
  }

  public static Instant slowFrom(Instant now) {
    return now.plus(SLOW_FOR);
  }

  /** Whether a success is stored: after a failure, or if the last one stored is a minute old. */
  boolean isNews(Instant success) {
    return failures > 0
        || isPaused()
        || lastSuccessAt.filter(at -> at.plus(SUCCESS_IS_NOTED_EVERY).isAfter(success)).isEmpty();
  }

  /**
   * The pause after one more failure; empty if it may be the fault of one event, as a failure of
   * one that failed before ({@code again}). Only a failure after a pause makes the next one longer:
   * failures during a pause, from concurrent attempts or redeliveries, change nothing unless the
   * receiver sends Retry-After.
   */
  public Optional<Pause> pauseAfter(
      Outcome failure, boolean again, Optional<RetryPolicy> own, Instant now, double chance) {
    boolean ofEvent = mayBeOfTheEvent(failure);
    if (!isPaused()
        && !asksForAPause(failure)
        && (failures + 1 < FAILURES_UNTIL_PAUSE || (again && ofEvent))) {
      return Optional.empty();
    }
    boolean more = ofEvent && (failures + 1 - FAILURES_UNTIL_PAUSE) % PROBES != 0;
    if (isPausedAt(now) || (isPaused() && more)) {
      int same = pause.orElseThrow().number();
      return RetrySchedule.retryAfter(failure).map(asked -> new Pause(same, now.plus(asked)));
    }
    int number = pause.map(Pause::number).orElse(0) + 1;
    Duration wait = RetrySchedule.spread(length(number, failure, own), chance);
    Duration length = RetrySchedule.atLeast(RetrySchedule.retryAfter(failure), wait);
    return Optional.of(new Pause(number, now.plus(length)));
  }

  /** The pause that concurrent failures missed, because each counted itself as the first. */
  Optional<Pause> pauseOverdue(
      Outcome failure, boolean again, Optional<RetryPolicy> own, Instant now, double chance) {
    return isPaused() || failures < FAILURES_UNTIL_PAUSE
        ? Optional.empty()
        : pauseAfter(failure, again, own, now, chance);
  }

  /**
   * Not longer than the webhook's own wait, except after a timeout: attempts that use up all their
   * time must stay few.
   */
  private static Duration length(int number, Outcome failure, Optional<RetryPolicy> own) {
    int longest = mayBeOfTheEvent(failure) ? LONGEST_OF_EVENTS : PAUSES.size();
    Duration length = PAUSES.get(Math.min(number, longest) - 1);
    return own.filter(_ -> failure.kind() != Outcome.Kind.TIMEOUT)
        .flatMap(policy -> RetrySchedule.ownWait(number, policy))
        .filter(wait -> wait.compareTo(length) < 0)
        .orElse(length);
  }

  private static boolean mayBeOfTheEvent(Outcome failure) {
    return failure.kind() == Outcome.Kind.STATUS && !asksForAPause(failure);
  }

  private static boolean asksForAPause(Outcome failure) {
    return switch (failure.kind()) {
      case TIMEOUT -> true;
      case STATUS -> failure.statusCode().filter(ASKS_FOR_A_PAUSE::contains).isPresent();
      case DELIVERED, CONNECTION, TLS, DNS, REFUSED_ADDRESS -> false;
    };
  }

  /**
   * Only failures for 72 hours, at least ten, over at least 12 hours. Before the first success the
   * time counts from when the webhook was created or enabled again.
   */
  boolean isGivenUp(Webhook webhook, Instant now) {
    Instant begun = webhook.disableState().enabledSince().orElse(webhook.createdAt());
    Instant healthySince = lastSuccessAt.filter(begun::isBefore).orElse(begun);
    return failures >= GIVEN_UP_FAILURES
        && !healthySince.plus(GIVEN_UP_AFTER).isAfter(now)
        && failingSince.filter(since -> !since.plus(GIVEN_UP_OVER).isAfter(now)).isPresent();
  }
}
