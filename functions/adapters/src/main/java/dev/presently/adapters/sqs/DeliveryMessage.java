package dev.presently.adapters.sqs;

import dev.presently.adapters.json.Json;
import dev.presently.adapters.json.JsonReader;
import dev.presently.adapters.json.JsonWriter;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.delivery.EventId;
import dev.presently.core.delivery.EventSubject;
import dev.presently.core.webhook.EventName;
import dev.presently.core.webhook.WebhookId;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A delivery as a message's body. The event travels as a string inside it, because some queues
 * re-serialise JSON and would break its signature.
 *
 * <pre>
 * delivery     the delivery's id: lane and position
 * webhookId    number
 * eventId      the event's id
 * event        the event's name
 * contact      JID, where it tells of one; participant JID, in a group
 * at           the event's time
 * body         the event, as it is signed and sent
 * </pre>
 */
public final class DeliveryMessage {
  private DeliveryMessage() {}

  public static String write(Delivery delivery) {
    return SqsText.of(
        JsonWriter.object(
            message ->
                message
                    .text("delivery", delivery.id().toString())
                    .number("webhookId", delivery.webhook().value())
                    .text("eventId", delivery.event().value())
                    .text("event", delivery.name().value())
                    .text("contact", delivery.subject().contact())
                    .text("participant", delivery.subject().participant())
                    .text("at", delivery.at().toString())
                    .text("body", delivery.body())));
  }

  /** Reads what was written; a fault when it is anything else. */
  public static Delivery read(String body) {
    Json.Obj message = JsonReader.object(body);
    return new Delivery(
        DeliveryId.parse(message.text("delivery").orElseThrow()),
        new WebhookId(message.number("webhookId").map(BigDecimal::longValueExact).orElseThrow()),
        new EventId(message.text("eventId").orElseThrow()),
        new EventName(message.text("event").orElseThrow()),
        new EventSubject(
            message.text("contact").map(Jid::parse), message.text("participant").map(Jid::parse)),
        Instant.parse(message.text("at").orElseThrow()),
        message.text("body").orElseThrow());
  }
}
