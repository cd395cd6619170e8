package dev.presently.api.webhook;

import dev.presently.adapters.json.JsonWriter;
import dev.presently.api.ApiResponse;
import dev.presently.api.Responses;
import dev.presently.core.Page;
import dev.presently.core.delivery.ReceiverHealth;
import dev.presently.core.webhook.HmacKey;
import dev.presently.core.webhook.PresenceFilter;
import dev.presently.core.webhook.RetryPolicy;
import dev.presently.core.webhook.Webhook;
import java.util.Optional;

/** A webhook as callers see it: headers by name alone, and its key only when it was just made. */
final class WebhookJson {
  static final String LIST = "webhooks";

  private WebhookJson() {}

  static ApiResponse answer(Webhook webhook) {
    return ApiResponse.data(200, json -> write(json, webhook));
  }

  /** The webhook, how its receiver does, and how many deliveries wait for it. */
  static ApiResponse answer(Webhook webhook, ReceiverHealth health, long waiting) {
    return ApiResponse.data(
        200,
        json -> {
          write(json, webhook);
          json.text("lastSuccessAt", health.lastSuccessAt())
              .text("lastFailureAt", health.lastFailureAt())
              .number("waiting", waiting);
        });
  }

  static ApiResponse page(Page<Webhook> page) {
    return Responses.page(LIST, page, WebhookJson::write);
  }

  static ApiResponse created(Webhook webhook) {
    HmacKey key = webhook.keys().current();
    return ApiResponse.data(
        201,
        json -> {
          write(json, webhook);
          json.text("hmacKey", key.value())
              .text("standardWebhooksSecret", key.standardWebhooksSecret());
        });
  }

  private static void write(JsonWriter json, Webhook webhook) {
    Webhook.WebhookSettings wishes = webhook.wishes();
    json.number("id", webhook.id().value())
        .text("url", webhook.url().toString())
        .text("label", wishes.label())
        .texts("events", wishes.events().words());
    wishes
        .session()
        .ifPresentOrElse(
            session -> json.text("session", session.value()), () -> json.nothing("session"));
    json.truth("enabled", wishes.enabled())
        .text("status", wishes.enabled() ? "active" : "disabled")
        .text("disabledReason", webhook.standing().disabledReason())
        .objects("headers", wishes.headers(), (item, header) -> item.text("name", header.name()));
    retries(json, wishes.retries());
    filter(json, wishes.filter());
    json.truth("coalesce", wishes.coalesce())
        .text("createdAt", webhook.createdAt().toString())
        .text("updatedAt", webhook.updatedAt().toString());
  }

  private static void retries(JsonWriter json, Optional<RetryPolicy> retries) {
    retries.ifPresent(
        own ->
            json.object(
                "retries",
                item ->
                    item.number("attempts", own.attempts())
                        .number("delaySeconds", own.delaySeconds())
                        .text("policy", own.policy().word())));
  }

  private static void filter(JsonWriter json, Optional<PresenceFilter> filter) {
    filter.ifPresent(
        own ->
            json.object(
                "filter",
                item -> {
                  if (!own.contacts().isEmpty()) {
                    item.texts("contacts", own.contacts().stream().sorted().toList());
                  }
                  if (!own.presences().isEmpty()) {
                    item.texts(
                        "presences",
                        own.presences().stream().sorted().map(shown -> shown.word()).toList());
                  }
                }));
  }
}
