package dev.presently.api.subscription;

import dev.presently.adapters.json.JsonWriter;
import dev.presently.api.Answers;
import dev.presently.api.ApiResponse;
import dev.presently.core.Page;
import dev.presently.core.presence.Reading;
import dev.presently.core.subscription.Subscription;

/** A subscription as callers see it: pending until something was heard. */
final class SubscriptionJson {
  static final String LIST = "subscriptions";

  private SubscriptionJson() {}

  static ApiResponse page(Page<Reading> page) {
    return Answers.page(LIST, page, SubscriptionJson::write);
  }

  private static void write(JsonWriter json, Reading reading) {
    Subscription wish = reading.subscription().orElseThrow();
    json.text("chatId", reading.chat().toString())
        .text("status", reading.updatedAt().isPresent() ? "active" : "pending")
        .text("createdAt", wish.createdAt().toString())
        .text("renewedAt", wish.renewedAt().toString())
        .text("lastEventAt", reading.updatedAt());
  }
}
