package dev.presently.e2e.chaos;

import dev.presently.core.delivery.Outcome;
import dev.presently.core.delivery.Outcome.Kind;
import dev.presently.core.delivery.Outcome.RetryLater;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How a receiver answers. */
enum Mood {
  WELL,
  SLOW,
  FAILING,
  OVERLOADED,
  ASKING_FOR_TIME,
  SILENT,
  REFUSING,
  GONE,
  /** One in five events fails, always the same ones. */
  PICKY,
  /** Each time another one. */
  MOODY;

  /** An answer, and how long it takes. */
  record Reply(Duration after, Outcome outcome) {}

  Reply reply(String event, RandomGenerator chance) {
    return switch (this) {
      case WELL -> new Reply(millis(1, 80, chance), new Outcome.Delivered(200));
      case SLOW -> new Reply(millis(1_100, 8_000, chance), new Outcome.Delivered(200));
      case FAILING -> status(500, Optional.empty(), chance);
      case OVERLOADED -> status(503, Optional.empty(), chance);
      case ASKING_FOR_TIME ->
          status(429, Optional.of(Duration.ofSeconds(1L << chance.nextInt(13))), chance);
      case SILENT -> new Reply(Duration.ofSeconds(10), RetryLater.because(Kind.TIMEOUT));
      case REFUSING -> new Reply(millis(0, 2, chance), RetryLater.because(Kind.CONNECTION));
      case GONE -> new Reply(millis(1, 80, chance), new Outcome.Permanent(410));
      case PICKY ->
          event.hashCode() % 5 == 0
              ? status(500, Optional.empty(), chance)
              : WELL.reply(event, chance);
      case MOODY -> values()[chance.nextInt(GONE.ordinal())].reply(event, chance);
    };
  }

  /** As it is when everything else is well again: it answers, or it never will. */
  boolean canLast() {
    return switch (this) {
      case WELL, SLOW, FAILING, OVERLOADED, ASKING_FOR_TIME, SILENT, REFUSING, GONE, PICKY -> true;
      case MOODY -> false;
    };
  }

  private static Reply status(int status, Optional<Duration> retryAfter, RandomGenerator chance) {
    return new Reply(
        millis(1, 80, chance),
        new RetryLater(Kind.STATUS, Optional.of(status), retryAfter, Optional.empty()));
  }

  private static Duration millis(int least, int bound, RandomGenerator chance) {
    return Duration.ofMillis(chance.nextInt(least, bound));
  }
}
