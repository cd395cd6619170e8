package dev.presently.e2e.chaos;

import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.Event;
import dev.presently.core.delivery.ReceiverHealth;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All that truly happened, noted in true time, for a judge to read. */
final class History {
  /** An event that was stored then, and told to the webhooks of some moment until {@code told}. */
  record Stored(Event event, Instant at, Instant told) {}

  /** A webhook as it was from then on; none when it was removed. */
  record Version(Instant from, Optional<Webhook> webhook) {}

  /** A delivery as it was stored then. */
  record Step(Instant at, DeliveryRecord record, Visit visit) {}

  /** The pause of a webhook that was noted then. */
  record Paused(Instant at, WebhookId webhook, ReceiverHealth.Pause pause) {}

  final List<Stored> stored = new ArrayList<>();
  final Map<WebhookId, List<Version>> versions = new TreeMap<>();
  final Map<DeliveryId, List<Step>> steps = new LinkedHashMap<>();
  final List<Receipt> receipts = new ArrayList<>();
  final List<Visit> visits = new ArrayList<>();
  final List<Paused> pauses = new ArrayList<>();
  final Set<DeliveryId> redelivered = new HashSet<>();

  /** Dead letters of the Delivery queue that were sent again. */
  final Set<DeliveryId> redriven = new HashSet<>();

  final Set<WebhookId> stillParked = new HashSet<>();

  /** What functions said of faults that nobody injected. */
  final List<String> complaints = new ArrayList<>();

  void version(Instant from, WebhookId id, Optional<Webhook> webhook) {
    versions.computeIfAbsent(id, _ -> new ArrayList<>()).add(new Version(from, webhook));
  }

  void step(Step step) {
    steps.computeIfAbsent(step.record().id(), _ -> new ArrayList<>()).add(step);
  }

  /** Every delivery as it was stored last. */
  List<DeliveryRecord> deliveries() {
    return steps.values().stream().map(all -> all.getLast().record()).toList();
  }
}
