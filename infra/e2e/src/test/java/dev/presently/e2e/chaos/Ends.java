package dev.presently.e2e.chaos;

import dev.presently.core.delivery.Attempt;
import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.DeliveryStatus;
import dev.presently.core.delivery.Outcome;
import dev.presently.core.delivery.Position;
import dev.presently.core.webhook.RetryPolicy;
import dev.presently.e2e.chaos.History.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How deliveries end: each of them, once, and as its record tells it. */
final class Ends {
  /** A call may take that long by itself. */
  private static final Duration CALLS = Duration.ofMillis(200);

  private static final int SCHEDULED = 9;

  private final Evidence evidence;
  private final Breaches breaches;

  Ends(Evidence evidence, Breaches breaches) {
    this.evidence = evidence;
    this.breaches = breaches;
  }

  void judge() {
    evidence.history.stillParked.forEach(
        webhook -> breaches.add("loss", "lanes of webhook %s are parked for ever", webhook));
    evidence.history.steps.forEach(this::endsStay);
    for (Receipt stray : evidence.strays) {
      if (!stray.visit().isDisturbed()) {
        breaches.add("truth", "a request of no delivery: %s", stray.event());
      }
    }
    for (DeliveryRecord record : evidence.records.values()) {
      attemptsAreTrue(record);
      isTrue(record);
    }
  }

  /** What has ended stays so, unless a redelivery succeeds. */
  private void endsStay(DeliveryId id, List<History.Step> steps) {
    for (int i = 1; i < steps.size(); i++) {
      DeliveryStatus before = steps.get(i - 1).record().status();
      DeliveryStatus after = steps.get(i).record().status();
      boolean redelivered = evidence.isRedelivered(id) && after instanceof DeliveryStatus.Delivered;
      if (before.hasEnded() && !after.equals(before) && !redelivered) {
        breaches.add("end", "%s was %s and became %s", id, before, after);
      }
    }
  }

  private void isTrue(DeliveryRecord record) {
    boolean truth =
        switch (record.status()) {
          case DeliveryStatus.Delivered _ ->
              evidence.receipts(record.id()).stream().anyMatch(Receipt::isSuccess);
          case DeliveryStatus.Dead _ -> isDead(record);
          case DeliveryStatus.Superseded(Position by) -> hasSuccessor(record, by);
          case DeliveryStatus.Discarded _ -> wasDisabled(record);
          case DeliveryStatus.Pending _, DeliveryStatus.Retrying _ -> {
            breaches.add("loss", "%s never ended", record.id());
            yield true;
          }
        };
    if (!truth) {
      breaches.add("truth", "%s %s after %s", record.id(), record.status(), record.attempts());
    }
  }

  /** All attempts failed, as many as were to be made, or the receiver was gone. */
  private boolean isDead(DeliveryRecord record) {
    boolean gone =
        evidence.receipts(record.id()).stream()
            .anyMatch(receipt -> receipt.outcome() instanceof Outcome.Permanent);
    int least =
        evidence.webhooks(record).stream()
            .mapToInt(w -> w.settings().retries().map(RetryPolicy::attempts).orElse(SCHEDULED))
            .min()
            .orElse(SCHEDULED);
    return record.attempts().stream().noneMatch(a -> a.outcome() == Outcome.Kind.DELIVERED)
        && (gone || record.attempts().size() >= least);
  }

  /** A newer one of its lane took its place, and ended. */
  private boolean hasSuccessor(DeliveryRecord record, Position by) {
    DeliveryRecord newer = evidence.records.get(new DeliveryId(record.id().lane(), by));
    return newer != null && by.isAfter(record.id().position()) && newer.status().hasEnded();
  }

  /** Its webhook was disabled or deleted when it was told, or later. */
  private boolean wasDisabled(DeliveryRecord record) {
    List<Version> versions = evidence.versions(record.delivery().webhook());
    Instant from = record.delivery().at().minus(evidence.skew.multipliedBy(2));
    for (int i = 0; i < versions.size(); i++) {
      boolean over = i + 1 < versions.size() && versions.get(i + 1).from().isBefore(from);
      if (!over && versions.get(i).webhook().filter(w -> w.settings().enabled()).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Each attempt of the record was made and ended as it says; where nothing happened, no other. */
  private void attemptsAreTrue(DeliveryRecord record) {
    List<Receipt> made = new ArrayList<>(evidence.receipts(record.id()));
    for (Attempt attempt : record.attempts()) {
      Optional<Receipt> seen =
          made.stream()
              .filter(receipt -> matches(attempt, receipt))
              .min(Comparator.comparing(receipt -> apart(attempt, receipt)));
      seen.ifPresent(made::remove);
      if (seen.isEmpty()) {
        breaches.add("truth", "%s: nobody saw the attempt of %s", record.id(), attempt.at());
      }
    }
    if (evidence.isUndisturbed() && !made.isEmpty()) {
      breaches.add("truth", "%s: %s attempts are missing", record.id(), made.size());
    }
  }

  private static boolean matches(Attempt attempt, Receipt receipt) {
    Duration apart = apart(attempt, receipt);
    return attempt.outcome() == receipt.outcome().kind()
        && attempt.status().equals(receipt.outcome().statusCode())
        && !apart.isNegative()
        && (receipt.visit().isOvertaken() || apart.compareTo(CALLS) < 0);
  }

  private static Duration apart(Attempt attempt, Receipt receipt) {
    return Duration.between(attempt.at().minus(receipt.visit().skew), receipt.began());
  }
}
