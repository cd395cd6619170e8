package dev.presently.e2e.chaos;

import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import dev.presently.e2e.chaos.History.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A history, put in order: what was stored last of each delivery, and its requests by time. */
final class Evidence {
  final History history;

  /** By how much a clock may differ from true time. */
  final Duration skew;

  final Map<DeliveryId, DeliveryRecord> records = new LinkedHashMap<>();

  /** Requests of events that no delivery has. */
  final List<Receipt> strays = new ArrayList<>();

  private final Map<DeliveryId, List<Receipt>> receipts = new HashMap<>();
  private final List<Visit> disturbed;

  Evidence(History history, Duration skew) {
    this.history = history;
    this.skew = skew;
    this.disturbed = history.visits.stream().filter(Visit::isDisturbed).toList();
    Map<String, DeliveryId> byEvent = new HashMap<>();
    for (DeliveryRecord record : history.deliveries()) {
      records.put(record.id(), record);
      byEvent.put(record.delivery().webhook() + " " + record.delivery().event(), record.id());
    }
    for (Receipt receipt : history.receipts) {
      DeliveryId id = byEvent.get(receipt.request().webhook() + " " + receipt.event());
      if (id == null) {
        strays.add(receipt);
      } else {
        receipts.computeIfAbsent(id, _ -> new ArrayList<>()).add(receipt);
      }
    }
    receipts.values().forEach(all -> all.sort(Comparator.comparing(Receipt::began)));
  }

  List<Receipt> receipts(DeliveryId id) {
    return receipts.getOrDefault(id, List.of());
  }

  boolean isRedelivered(DeliveryId id) {
    return history.redelivered.contains(id);
  }

  List<Version> versions(WebhookId webhook) {
    return history.versions.getOrDefault(webhook, List.of());
  }

  /** The delivery's webhook in all of its forms. */
  List<Webhook> webhooks(DeliveryRecord record) {
    return versions(record.delivery().webhook()).stream()
        .flatMap(version -> version.webhook().stream())
        .toList();
  }

  /** Something befell one of those who were at work then. */
  boolean isDisturbed(Instant from, Instant to) {
    return disturbed.stream().anyMatch(visit -> visit.ranWithin(from, to));
  }

  /** Nothing befell anybody. */
  boolean isUndisturbed() {
    return disturbed.isEmpty();
  }
}
