package dev.presently.api.webhook;

import static dev.presently.adapters.json.StrictJson.putIfPresent;

import dev.presently.adapters.json.StrictJson;
import dev.presently.api.ApiResponse;
import dev.presently.api.Responses;
import dev.presently.core.Page;
import dev.presently.core.delivery.ReceiverHealth;
import dev.presently.core.webhook.HmacKey;
import dev.presently.core.webhook.PresenceFilter;
import dev.presently.core.webhook.RetryPolicy;
import dev.presently.core.webhook.Webhook;
import tools.jackson.databind.node.ObjectNode;

/** Webhooks in answers: headers by name alone; the key only in the answer that creates it. */
final class WebhookJson {
  static final String LIST = "webhooks";

  private WebhookJson() {}

  static ApiResponse answer(Webhook webhook) {
    return ApiResponse.data(200, webhook(webhook));
  }

  /** The webhook, the health of its receiver and the number of waiting deliveries. */
  static ApiResponse answer(Webhook webhook, ReceiverHealth health, long waiting) {
    ObjectNode json = webhook(webhook);
    putIfPresent(json, "lastSuccessAt", health.lastSuccessAt());
    putIfPresent(json, "lastFailureAt", health.lastFailureAt());
    return ApiResponse.data(200, json.put("waiting", waiting));
  }

  static ApiResponse page(Page<Webhook> page) {
    return Responses.page(LIST, page, WebhookJson::webhook, webhook -> webhook.id().toString());
  }

  static ApiResponse created(Webhook webhook) {
    HmacKey key = webhook.keys().current();
    return ApiResponse.data(
        201,
        webhook(webhook)
            .put("hmacKey", key.value())
            .put("standardWebhooksSecret", key.standardWebhooksSecret()));
  }

  private static ObjectNode webhook(Webhook webhook) {
    Webhook.WebhookSettings settings = webhook.settings();
    ObjectNode json =
        StrictJson.newObject().put("id", webhook.id().value()).put("url", webhook.url().toString());
    putIfPresent(json, "label", settings.label());
    settings.events().words().forEach(json.putArray("events")::add);
    json.putNull("session");
    putIfPresent(json, "session", settings.session());
    json.put("enabled", settings.enabled())
        .put("status", settings.enabled() ? "active" : "disabled");
    putIfPresent(json, "disabledReason", webhook.disableState().disabledReason());
    var headers = json.putArray("headers");
    settings.headers().forEach(header -> headers.addObject().put("name", header.name()));
    settings.retries().ifPresent(retries -> json.set("retries", retries(retries)));
    settings.filter().ifPresent(filter -> json.set("filter", filter(filter)));
    return json.put("coalesce", settings.coalesce())
        .put("maxConcurrency", settings.maxConcurrency().value())
        .put("createdAt", webhook.createdAt().toString())
        .put("updatedAt", webhook.updatedAt().toString());
  }

  private static ObjectNode retries(RetryPolicy retries) {
    return StrictJson.newObject()
        .put("attempts", retries.attempts())
        .put("delaySeconds", retries.delaySeconds())
        .put("policy", retries.policy().word());
  }

  private static ObjectNode filter(PresenceFilter filter) {
    ObjectNode json = StrictJson.newObject();
    if (!filter.contacts().isEmpty()) {
      var contacts = json.putArray("contacts");
      filter.contacts().stream().sorted().forEach(jid -> contacts.add(jid.toString()));
    }
    if (!filter.presences().isEmpty()) {
      var presences = json.putArray("presences");
      filter.presences().stream().sorted().forEach(state -> presences.add(state.word()));
    }
    return json;
  }
}
