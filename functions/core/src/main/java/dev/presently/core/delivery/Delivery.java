package dev.presently.core.delivery;

import dev.presently.core.RequestId;
import dev.presently.core.Sha256;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.EventName;
import dev.presently.core.webhook.WebhookId;
import java.time.Instant;
import java.util.Optional;

/**
 * One event for one webhook; {@code session} is the event's, absent for one of the deployment, and
 * {@code at} its time. Every attempt signs and sends the same body, byte for byte (UTF-8).
 *
 * @param requestId the request that caused the event, if there was one; only logged
 */
public record Delivery(
    DeliveryId id,
    WebhookId webhook,
    Optional<SessionName> session,
    EventId event,
    EventName name,
    EventSubject subject,
    Instant at,
    String body,
    Optional<RequestId> requestId) {
  public static Delivery of(
      Event event, WebhookId webhook, String body, Optional<RequestId> requestId) {
    return new Delivery(
        new DeliveryId(LaneId.of(webhook, event.lane()), event.position()),
        webhook,
        event.owner(),
        event.id(),
        event.name(),
        event.subject(),
        event.timestamp(),
        body,
        requestId);
  }

  public LaneId lane() {
    return id.lane();
  }

  public Position position() {
    return id.position();
  }

  /** The same each time this event is queued for this webhook. */
  public String deduplicationId() {
    return Sha256.hex128(webhook + "#" + event);
  }
}
