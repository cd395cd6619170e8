package dev.presently.e2e.chaos;

import dev.presently.core.delivery.Attempt;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.webhook.RetryPolicy;
import dev.presently.core.webhook.WebhookId;
import dev.presently.e2e.chaos.History.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How long deliveries wait: never less than the schedule says, and more only for a reason. */
final class Waits {
  private static final List<Duration> SCHEDULE =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(8),
          Duration.ofHours(24));
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

  /** The sweep with its patience, a queue's whole seconds, and whoever is drained before. */
  private static final Duration LATE = Duration.ofMinutes(4);

  private final Evidence evidence;
  private final Breaches breaches;

  Waits(Evidence evidence, Breaches breaches) {
    this.evidence = evidence;
    this.breaches = breaches;
  }

  void judge() {
    evidence.records.forEach(
        (id, record) -> {
          for (int next = 1; next < record.attempts().size(); next++) {
            if (!evidence.isRedelivered(id)) {
              judge(record, next);
            }
          }
        });
    if (evidence.isUndisturbed()) {
      evidence.history.versions.forEach(this::whatIsDiscardedIsSoAtOnce);
    }
  }

  /** What waits for a webhook that is disabled or deleted does not wait for its time. */
  private void whatIsDiscardedIsSoAtOnce(WebhookId webhook, List<Version> versions) {
    for (Version version : versions) {
      if (version.webhook().filter(w -> w.settings().enabled()).isEmpty()) {
        Instant latest = version.from().plus(LATE);
        evidence.history.steps.forEach(
            (id, steps) -> {
              if (steps.getFirst().record().delivery().webhook().equals(webhook)
                  && steps.getFirst().at().isBefore(version.from())
                  && steps.stream()
                      .filter(step -> step.record().status().hasEnded())
                      .findFirst()
                      .filter(end -> !end.at().isAfter(latest))
                      .isEmpty()) {
                breaches.add("schedule", "%s waits for a webhook that is disabled", id);
              }
            });
      }
    }
  }

  private void judge(DeliveryRecord record, int next) {
    Attempt before = record.attempts().get(next - 1);
    Instant from = before.at().plus(before.took());
    Instant at = record.attempts().get(next).at();
    List<Duration> waits =
        evidence.webhooks(record).stream()
            .map(webhook -> waitAfter(next, webhook.settings().retries()))
            .sorted()
            .toList();
    Duration skew = evidence.skew.multipliedBy(2);
    if (at.isBefore(from.plus(percent(80, waits.getFirst())).minus(skew))
        && !evidence.isDisturbed(before.at().minus(skew), at.plus(skew))) {
      breaches.add("schedule", "%s: attempt %s too early, at %s", record.id(), next + 1, at);
    }
    Instant due = later(from.plus(percent(120, waits.getLast())), from.plus(LONGEST_RETRY_AFTER));
    if (evidence.isUndisturbed()
        && at.isAfter(pausedUntil(record.delivery().webhook(), due).plus(LATE))) {
      breaches.add("schedule", "%s: attempt %s too late, at %s", record.id(), next + 1, at);
    }
  }

  /** The end of all pauses that follow each other from when it is due. */
  private Instant pausedUntil(WebhookId webhook, Instant due) {
    Instant free = due;
    for (History.Paused paused : evidence.history.pauses) {
      if (paused.webhook().equals(webhook) && !paused.at().isAfter(free.plus(LATE))) {
        free = later(free, paused.pause().until());
      }
    }
    return free;
  }

  private static Duration percent(int percent, Duration wait) {
    return wait.multipliedBy(percent).dividedBy(100);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Duration waitAfter(int attempts, Optional<RetryPolicy> own) {
    if (own.isEmpty()) {
      return attempts <= SCHEDULE.size() ? SCHEDULE.get(attempts - 1) : Duration.ZERO;
    }
    Duration delay = Duration.ofSeconds(own.get().delaySeconds());
    return switch (own.get().policy()) {
      case CONSTANT -> delay;
      case LINEAR -> delay.multipliedBy(attempts);
      case EXPONENTIAL -> delay.multipliedBy(1L << (attempts - 1));
    };
  }
}
