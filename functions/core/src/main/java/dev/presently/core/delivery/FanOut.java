package dev.presently.core.delivery;

import dev.presently.core.Page;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Creates one delivery of each event for each webhook that wants it, and queues them in order. */
public final class FanOut {
  private static final int PAGE_SIZE = 500;

  private final WebhookStore webhooks;
  private final EventWriter events;
  private final DeliveryQueue queue;

  public FanOut(WebhookStore webhooks, EventWriter events, DeliveryQueue queue) {
    this.webhooks = webhooks;
    this.events = events;
    this.queue = queue;
  }

  /**
   * Queues the deliveries of a batch of records for the webhooks that are registered now. Each
   * record has an event or none. Returns the index of the first record whose deliveries are not all
   * certainly queued, or the number of records; from that record on, the batch is safe to repeat.
   */
  public int send(List<Optional<CausedEvent>> records) {
    if (records.stream().allMatch(Optional::isEmpty)) {
      return records.size();
    }
    List<Webhook> receivers = new ArrayList<>();
    Page.each(after -> webhooks.list(after, PAGE_SIZE)).forEach(receivers::add);
    List<Delivery> deliveries = new ArrayList<>();
    List<Integer> indexes = new ArrayList<>();
    for (int index = 0; index < records.size(); index++) {
      List<Delivery> own =
          records.get(index).map(event -> deliveries(event, receivers)).orElse(List.of());
      deliveries.addAll(own);
      indexes.addAll(Collections.nCopies(own.size(), index));
    }
    int sent = queue.send(deliveries);
    return sent == deliveries.size() ? records.size() : indexes.get(sent);
  }

  private List<Delivery> deliveries(CausedEvent caused, List<Webhook> receivers) {
    Event event = caused.event();
    List<Webhook> wanting = receivers.stream().filter(event::wantedBy).toList();
    if (wanting.isEmpty()) {
      return List.of();
    }
    String body = events.write(event);
    return wanting.stream()
        .map(webhook -> Delivery.of(event, webhook.id(), body, caused.cause()))
        .toList();
  }
}
