package dev.presently.core.delivery;

import dev.presently.core.webhook.WebhookId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads from other stores; like DynamoDB's it does not tell a lane's last record. */
public record InMemoryBatchReader(WebhookStates states, LaneStore lanes) implements BatchReader {
  @Override
  public Batch read(Collection<WebhookId> webhooks, Collection<Delivery> deliveries) {
    Map<WebhookId, WebhookState> found = new HashMap<>();
    webhooks.forEach(webhook -> found.put(webhook, states.find(webhook)));
    Map<LaneId, Lane> read = new HashMap<>();
    for (Delivery delivery : deliveries) {
      Optional<Position> own = lanes.record(delivery.id()).map(record -> record.id().position());
      Lane lane = lanes.find(delivery.lane(), delivery.webhook());
      read.put(delivery.lane(), lane.settledAt(own));
    }
    return new Batch(found, read);
  }
}
