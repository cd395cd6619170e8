package dev.presently.core.delivery;

import dev.presently.core.Sha256;
import dev.presently.core.webhook.EventName;
import dev.presently.core.webhook.WebhookId;
import java.time.Instant;

/**
 * Bringing one event to one webhook; {@code at} is the event's time. The body is what is signed and
 * sent, byte for byte (UTF-8), however often it is repeated.
 */
public record Delivery(
    DeliveryId id,
    WebhookId webhook,
    EventId event,
    EventName name,
    EventSubject subject,
    Instant at,
    String body) {
  public static Delivery of(Event event, WebhookId webhook, String body) {
    return new Delivery(
        new DeliveryId(LaneId.of(webhook, event.lane()), event.position()),
        webhook,
        event.id(),
        event.name(),
        event.subject(),
        event.timestamp(),
        body);
  }

  public LaneId lane() {
    return id.lane();
  }

  public Position position() {
    return id.position();
  }

  /** The same for every repetition of this event to this webhook. */
  public String deduplicationId() {
    return Sha256.hex128(webhook + "#" + event);
  }
}
