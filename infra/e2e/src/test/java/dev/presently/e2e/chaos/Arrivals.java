package dev.presently.e2e.chaos;

import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.delivery.Event;
import dev.presently.core.delivery.LaneId;
import dev.presently.core.webhook.WebhookId;
import dev.presently.e2e.chaos.History.Stored;
import dev.presently.e2e.chaos.History.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What receivers get: all of it, only that, in order, once, unchanged and signed. */
final class Arrivals {
  private record First(DeliveryId id, Receipt receipt) {
    boolean isAfter(First other) {
      return id.position().isAfter(other.id().position());
    }
  }

  private final Evidence evidence;
  private final Breaches breaches;
  private long duplicates;

  Arrivals(Evidence evidence, Breaches breaches) {
    this.evidence = evidence;
    this.breaches = breaches;
  }

  void judge() {
    nothingIsLost();
    nothingIsInvented();
    orderHolds();
    repetitionsAreExcused();
    requestsAreTheDeliverys();
  }

  long duplicates() {
    return duplicates;
  }

  /** Every stored event is a delivery to each webhook that wanted it while it was told. */
  private void nothingIsLost() {
    for (Stored stored : evidence.history.stored) {
      evidence.history.versions.forEach(
          (webhook, versions) -> {
            if (wantsAllTheTime(versions, stored)
                && !evidence.records.containsKey(idOf(stored.event(), webhook))) {
              breaches.add("loss", "%s to webhook %s", stored.event().position(), webhook);
            }
          });
    }
  }

  private static boolean wantsAllTheTime(List<Version> versions, Stored stored) {
    boolean known = false;
    for (int i = 0; i < versions.size(); i++) {
      Version version = versions.get(i);
      boolean over = i + 1 < versions.size() && versions.get(i + 1).from().isBefore(stored.at());
      if (!over && !version.from().isAfter(stored.told())) {
        known |= version.from().isBefore(stored.at());
        if (version.webhook().filter(stored.event()::wantedBy).isEmpty()) {
          return false;
        }
      }
    }
    return known;
  }

  /** Nobody gets what it never asked for. */
  private void nothingIsInvented() {
    Set<DeliveryId> wanted = new HashSet<>();
    for (Stored stored : evidence.history.stored) {
      evidence.history.versions.forEach(
          (webhook, versions) -> {
            if (versions.stream()
                .anyMatch(v -> v.webhook().filter(stored.event()::wantedBy).isPresent())) {
              wanted.add(idOf(stored.event(), webhook));
            }
          });
    }
    evidence.records.keySet().stream()
        .filter(id -> !wanted.contains(id))
        .forEach(id -> breaches.add("invention", "nobody asked for %s", id));
  }

  private static DeliveryId idOf(Event event, WebhookId webhook) {
    return Delivery.of(event, webhook, "", Optional.empty()).id();
  }

  /**
   * What a lane's receiver takes for the first time is newer than all that it took before.
   * Redeliveries apart, and what somebody sent who had stood still for so long that others had his
   * work; and a dead letter that is sent again may come after one of which nobody knows for sure.
   */
  private void orderHolds() {
    Map<LaneId, List<First>> lanes = new HashMap<>();
    for (DeliveryId id : evidence.records.keySet()) {
      firstTaken(id)
          .filter(first -> !first.late() && !evidence.isRedelivered(id))
          .ifPresent(
              first ->
                  lanes
                      .computeIfAbsent(id.lane(), _ -> new ArrayList<>())
                      .add(new First(id, first)));
    }
    lanes.values().forEach(this::orderHolds);
  }

  private void orderHolds(List<First> firsts) {
    firsts.sort(Comparator.comparing(first -> first.receipt().began()));
    for (int i = 1; i < firsts.size(); i++) {
      First before = firsts.get(i - 1);
      First next = firsts.get(i);
      boolean excused =
          evidence.history.redriven.contains(next.id()) && before.receipt().visit().isDisturbed();
      if (!next.isAfter(before) && !excused) {
        breaches.add("order", "%s came after %s", next.id(), before.id());
      }
    }
  }

  private Optional<Receipt> firstTaken(DeliveryId id) {
    return evidence.receipts(id).stream()
        .filter(Receipt::isSuccess)
        .min(Comparator.comparing(Receipt::began));
  }

  /** A receiver takes an event once, unless something befell those who were at work meanwhile. */
  private void repetitionsAreExcused() {
    for (DeliveryId id : evidence.records.keySet()) {
      List<Receipt> taken = evidence.receipts(id).stream().filter(Receipt::isSuccess).toList();
      if (taken.size() > 1 && !evidence.isRedelivered(id)) {
        duplicates += taken.size() - 1;
        if (!evidence.isDisturbed(taken.getFirst().visit().began, taken.getLast().ended())) {
          breaches.add("repetition", "%s was taken %s times", id, taken.size());
        }
      }
    }
  }

  /** Each request has its event's bytes and the signature of a key that lived. */
  private void requestsAreTheDeliverys() {
    evidence.records.forEach(
        (id, record) -> {
          Keys keys = new Keys(evidence.versions(record.delivery().webhook()));
          for (Receipt receipt : evidence.receipts(id)) {
            if (!record.delivery().body().equals(receipt.request().body())) {
              breaches.add("bytes", "%s came with another body", id);
            }
            if (!keys.sign(receipt, evidence.skew)) {
              breaches.add("signature", "%s at %s", id, receipt.began());
            }
          }
        });
  }
}
