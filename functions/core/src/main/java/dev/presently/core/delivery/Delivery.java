package dev.presently.core.delivery;

import dev.presently.core.webhook.EventName;
import dev.presently.core.webhook.WebhookId;

/**
 * Bringing one event to one webhook. The body is what is signed and sent, byte for byte (UTF-8),
 * however often it is repeated.
 */
public record Delivery(WebhookId webhook, EventId event, EventName name, String lane, String body) {
  public static Delivery of(Event event, WebhookId webhook, String body) {
    return new Delivery(
        webhook, event.id(), event.name(), EventId.hash(webhook + "#" + event.subject()), body);
  }

  /** The same for every repetition of this event to this webhook. */
  public String deduplicationId() {
    return EventId.hash(webhook + "#" + event);
  }
}
