package dev.presently.core.delivery;

import dev.presently.core.Page;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookStore;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes one delivery of each event for each webhook that wants it, and hands them over in order.
 */
public final class FanOut {
  private static final int WEBHOOKS_AT_ONCE = 500;

  private final WebhookStore webhooks;
  private final EventWriter envelopes;
  private final DeliveryQueue queue;

  public FanOut(WebhookStore webhooks, EventWriter envelopes, DeliveryQueue queue) {
    this.webhooks = webhooks;
    this.envelopes = envelopes;
    this.queue = queue;
  }

  /**
   * Tells these events in their order to the webhooks of this moment. Returns how many of them,
   * counted from the first, are surely told; the rest is safe to repeat.
   */
  public int tell(List<? extends Event> events) {
    if (events.isEmpty()) {
      return 0;
    }
    List<Webhook> receivers = new ArrayList<>();
    Page.each(after -> webhooks.list(after, WEBHOOKS_AT_ONCE)).forEach(receivers::add);
    List<Delivery> deliveries = new ArrayList<>();
    List<Integer> eventOf = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      for (Delivery delivery : deliveries(events.get(i), receivers)) {
        deliveries.add(delivery);
        eventOf.add(i);
      }
    }
    int sent = queue.send(deliveries);
    return sent == deliveries.size() ? events.size() : eventOf.get(sent);
  }

  private List<Delivery> deliveries(Event event, List<Webhook> receivers) {
    List<Webhook> wanting = receivers.stream().filter(event::wantedBy).toList();
    if (wanting.isEmpty()) {
      return List.of();
    }
    String body = envelopes.write(event);
    return wanting.stream().map(webhook -> Delivery.of(event, webhook.id(), body)).toList();
  }
}
