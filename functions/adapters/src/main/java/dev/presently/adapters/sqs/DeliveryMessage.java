package dev.presently.adapters.sqs;

import static dev.presently.adapters.json.StrictJson.putIfPresent;
import static dev.presently.adapters.json.StrictJson.requiredText;

import dev.presently.adapters.json.StrictJson;
import dev.presently.core.RequestId;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.delivery.EventId;
import dev.presently.core.delivery.EventSubject;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.EventName;
import dev.presently.core.webhook.WebhookId;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * A delivery as a message body. The event is a string in it, because some queues re-serialise JSON
 * and would break its signature.
 *
 * <pre>
 * delivery     the delivery's id: lane and position
 * webhookId    number
 * session      of the event, if it has one
 * eventId      the event's id
 * event        the event's name
 * contact      JID of the event's contact, if any
 * participant  JID, in a group
 * at           the event's time
 * body         the event as signed and sent
 * requestId    the request that caused the event, if there was one
 * </pre>
 */
public final class DeliveryMessage {
  private DeliveryMessage() {}

  public static String write(Delivery delivery) {
    ObjectNode message =
        StrictJson.newObject()
            .put("delivery", delivery.id().toString())
            .put("webhookId", delivery.webhook().value());
    putIfPresent(message, "session", delivery.session());
    message.put("eventId", delivery.event().value()).put("event", delivery.name().value());
    putIfPresent(message, "contact", delivery.subject().contact());
    putIfPresent(message, "participant", delivery.subject().participant());
    putIfPresent(message, "requestId", delivery.requestId());
    return SqsQueue.text(message.put("at", delivery.at().toString()).put("body", delivery.body()));
  }

  /** Reads a written delivery; a fault for anything else. */
  public static Delivery read(String body) {
    ObjectNode message = StrictJson.object(body);
    return new Delivery(
        DeliveryId.parse(requiredText(message, "delivery")),
        new WebhookId(message.required("webhookId").longValue()),
        message.path("session").stringValueOpt().map(SessionName::new),
        new EventId(requiredText(message, "eventId")),
        new EventName(requiredText(message, "event")),
        new EventSubject(
            message.path("contact").stringValueOpt().map(Jid::parse),
            message.path("participant").stringValueOpt().map(Jid::parse)),
        Instant.parse(requiredText(message, "at")),
        requiredText(message, "body"),
        message.path("requestId").stringValueOpt().map(RequestId::new));
  }
}
