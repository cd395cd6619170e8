package dev.presently.api.subscription;

import dev.presently.adapters.json.JsonWriter;
import dev.presently.api.ApiResponse;
import dev.presently.api.Responses;
import dev.presently.core.Page;
import dev.presently.core.presence.ChatView;
import dev.presently.core.subscription.Subscription;

/** A subscription as callers see it: pending until something was heard. */
final class SubscriptionJson {
  static final String LIST = "subscriptions";

  private SubscriptionJson() {}

  static ApiResponse page(Page<ChatView> page) {
    return Responses.page(LIST, page, SubscriptionJson::write);
  }

  private static void write(JsonWriter json, ChatView reading) {
    Subscription wish = reading.subscription().orElseThrow();
    json.text("chatId", reading.chat().toString())
        .text("status", reading.updatedAt().isPresent() ? "active" : "pending")
        .text("createdAt", wish.createdAt().toString())
        .text("renewedAt", wish.renewedAt().toString())
        .text("lastEventAt", reading.updatedAt());
  }
}
