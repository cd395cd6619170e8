package dev.presently.api.webhook;

import static dev.presently.adapters.json.StrictJson.putIfPresent;

import dev.presently.adapters.json.StrictJson;
import dev.presently.api.ApiResponse;
import dev.presently.api.Responses;
import dev.presently.core.Page;
import dev.presently.core.delivery.Attempt;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.delivery.DeliveryLogPosition;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.webhook.WebhookId;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Deliveries and their attempts in answers; only an export contains the sent bodies. */
public final class DeliveryJson {
  private DeliveryJson() {}

  /** The list's name: a cursor is valid for one webhook. */
  static String list(WebhookId webhook) {
    return "deliveries-" + webhook;
  }

  static ApiResponse page(WebhookId webhook, Page<DeliveryRecord> page) {
    return Responses.page(
        list(webhook),
        page,
        record -> delivery(record, DeliveryJson::attempt),
        record -> DeliveryLogPosition.of(record).toString());
  }

  static ApiResponse requested(DeliveryId delivery) {
    return ApiResponse.data(202, StrictJson.newObject().put("deliveryId", delivery.toString()));
  }

  static ApiResponse attempted(Attempt attempt) {
    return ApiResponse.data(200, attempt(attempt));
  }

  /**
   * With the webhook and the sent body, which is JSON; without receivers' answers, which only keys
   * that read webhooks see.
   */
  public static ObjectNode export(DeliveryRecord record) {
    return StrictJson.newObject()
        .put("webhookId", record.delivery().webhook().value())
        .set("delivery", delivery(record, DeliveryJson::outcome))
        .putRawValue("body", new RawValue(record.delivery().body()));
  }

  private static ObjectNode delivery(
      DeliveryRecord record, Function<Attempt, ObjectNode> attempts) {
    Delivery delivery = record.delivery();
    ObjectNode json =
        StrictJson.newObject()
            .put("id", delivery.id().toString())
            .put("eventId", delivery.event().value())
            .put("event", delivery.name().value());
    putIfPresent(json, "contact", delivery.subject().contact());
    putIfPresent(json, "participant", delivery.subject().participant());
    json.put("seq", delivery.position().seq()).put("status", record.status().word().name());
    record.attempts().stream().map(attempts).forEach(json.putArray("attempts")::add);
    putIfPresent(json, "nextAttemptAt", record.nextAttemptAt());
    return putIfPresent(json, "reason", record.status().reason());
  }

  private static ObjectNode attempt(Attempt attempt) {
    return putIfPresent(outcome(attempt), "error", attempt.error());
  }

  private static ObjectNode outcome(Attempt attempt) {
    ObjectNode json =
        StrictJson.newObject()
            .put("at", attempt.at().toString())
            .put("outcome", attempt.outcome().name().toLowerCase(Locale.ROOT));
    attempt.status().ifPresent(status -> json.put("statusCode", status));
    return json.put("durationMs", attempt.took().toMillis());
  }
}
