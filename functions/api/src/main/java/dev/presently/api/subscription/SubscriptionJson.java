package dev.presently.api.subscription;

import static dev.presently.adapters.json.StrictJson.putIfPresent;

import dev.presently.adapters.json.StrictJson;
import dev.presently.api.ApiResponse;
import dev.presently.api.Responses;
import dev.presently.core.Page;
import dev.presently.core.presence.ChatView;
import dev.presently.core.subscription.Subscription;
import tools.jackson.databind.node.ObjectNode;

/** Subscriptions in answers: pending until the first event about the contact. */
final class SubscriptionJson {
  static final String LIST = "subscriptions";

  private SubscriptionJson() {}

  static ApiResponse page(Page<ChatView> page) {
    return Responses.page(LIST, page, SubscriptionJson::subscription);
  }

  private static ObjectNode subscription(ChatView chat) {
    Subscription subscription = chat.subscription().orElseThrow();
    ObjectNode json =
        StrictJson.newObject()
            .put("chatId", chat.chat().toString())
            .put("status", chat.updatedAt().isPresent() ? "active" : "pending")
            .put("createdAt", subscription.createdAt().toString())
            .put("renewedAt", subscription.renewedAt().toString());
    return putIfPresent(json, "lastEventAt", chat.updatedAt());
  }
}
