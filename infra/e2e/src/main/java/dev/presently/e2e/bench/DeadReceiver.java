package dev.presently.e2e.bench;

import dev.presently.core.delivery.Outcome;
import dev.presently.core.delivery.ReceiverHealth;
import dev.presently.core.delivery.ReceiverHealth.Pause;
import dev.presently.core.delivery.RetrySchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A receiver that hangs all day, with the events that wait for it: two for each contact at most.
 */
final class DeadReceiver {
  private static final Outcome HANGS = Outcome.RetryLater.because(Outcome.Kind.TIMEOUT);

  private final byte[] waiting;
  private final SplittableRandom random;
  private ReceiverHealth health = ReceiverHealth.UNKNOWN;
  private Optional<Instant> due = Optional.empty();
  private int attempts;
  private long superseded;

  DeadReceiver(int contacts, SplittableRandom random) {
    this.waiting = new byte[contacts];
    this.random = random;
  }

  /** Parks an event of the contact; returns the write units. */
  int park(int contact, Instant now) {
    if (due.isEmpty()) {
      due = Optional.of(now);
    }
    if (waiting[contact] == 2) {
      superseded++;
      return ScaleWork.SUPERSEDING;
    }
    return ++waiting[contact] == 1 ? ScaleWork.PARKED_FIRST : ScaleWork.PARKED_SECOND;
  }

  /** Makes the attempt that is due by now, if there is one. */
  void pass(Instant now) {
    if (due.filter(at -> !at.isAfter(now)).isEmpty()) {
      return;
    }
    attempts++;
    Optional<Pause> pause =
        health.pauseAfter(HANGS, false, Optional.empty(), now, random.nextDouble());
    health =
        new ReceiverHealth(
            health.failures() + 1,
            health.failingSince().or(() -> Optional.of(now)),
            pause.or(health::pause),
            false,
            health.slowUntil(),
            health.lastSuccessAt(),
            Optional.of(now));
    Duration retry =
        RetrySchedule.waitAfter(1, HANGS, Optional.empty(), random.nextDouble()).orElseThrow();
    due = Optional.of(pause.map(Pause::until).orElse(now.plus(retry)));
  }

  int attempts() {
    return attempts;
  }

  long superseded() {
    return superseded;
  }

  /** How many contacts have events that wait. */
  int parkedLanes() {
    int lanes = 0;
    for (byte each : waiting) {
      lanes += each > 0 ? 1 : 0;
    }
    return lanes;
  }
}
