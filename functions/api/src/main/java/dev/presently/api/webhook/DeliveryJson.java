package dev.presently.api.webhook;

import dev.presently.adapters.json.JsonWriter;
import dev.presently.api.ApiResponse;
import dev.presently.api.Responses;
import dev.presently.core.Page;
import dev.presently.core.delivery.Attempt;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.webhook.WebhookId;
import java.util.Locale;
import java.util.Optional;

/** Deliveries and their attempts as callers see them; what was sent only where it is exported. */
public final class DeliveryJson {
  private DeliveryJson() {}

  /** The list's name: a cursor is good for one webhook. */
  static String list(WebhookId webhook) {
    return "deliveries-" + webhook;
  }

  static ApiResponse page(WebhookId webhook, Page<DeliveryRecord> page) {
    return Responses.page(list(webhook), BoundedPage.of(page), DeliveryJson::write);
  }

  static ApiResponse asked(DeliveryId delivery) {
    return ApiResponse.data(202, json -> json.text("deliveryId", delivery.toString()));
  }

  static ApiResponse tried(Attempt attempt) {
    return ApiResponse.data(200, json -> write(json, attempt));
  }

  /** With the webhook and the body, which is JSON as all that we send. */
  public static void export(JsonWriter json, DeliveryRecord record) {
    json.number("webhookId", record.delivery().webhook().value())
        .object("delivery", one -> write(one, record))
        .json("body", Optional.of(record.delivery().body()));
  }

  private static void write(JsonWriter json, DeliveryRecord record) {
    Delivery delivery = record.delivery();
    json.text("id", delivery.id().toString())
        .text("eventId", delivery.event().value())
        .text("event", delivery.name().value())
        .text("contact", delivery.subject().contact())
        .text("participant", delivery.subject().participant())
        .number("seq", delivery.position().seq())
        .text("status", record.status().word().name())
        .objects("attempts", record.attempts(), DeliveryJson::write)
        .text("nextAttemptAt", record.nextAttemptAt())
        .text("reason", record.status().reason());
  }

  private static void write(JsonWriter json, Attempt attempt) {
    json.text("at", attempt.at().toString())
        .text("outcome", attempt.outcome().name().toLowerCase(Locale.ROOT));
    attempt.status().ifPresent(status -> json.number("statusCode", status));
    json.number("durationMs", attempt.took().toMillis()).text("error", attempt.error());
  }
}
