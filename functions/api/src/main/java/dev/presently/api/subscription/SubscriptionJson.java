package dev.presently.api.subscription;

import static dev.presently.adapters.json.StrictJson.putIfPresent;

import dev.presently.adapters.json.StrictJson;
import dev.presently.api.ApiResponse;
import dev.presently.api.Responses;
import dev.presently.core.presence.ChatView;
import dev.presently.core.session.Session;
import dev.presently.core.subscription.Subscription;
import dev.presently.core.subscription.SubscriptionStatus;
import java.time.Instant;
import java.util.Iterator;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Subscriptions in answers, with their status at one moment. */
final class SubscriptionJson {
  static final String LIST = "subscriptions";

  private SubscriptionJson() {}

  static ApiResponse page(Iterator<ChatView> chats, int limit, Session session, Instant now) {
    return Responses.page(
        LIST,
        chats,
        limit,
        chat -> subscription(chat, session, now),
        chat -> chat.chat().toString());
  }

  private static ObjectNode subscription(ChatView chat, Session session, Instant now) {
    Subscription subscription = chat.subscription().orElseThrow();
    SubscriptionStatus status = SubscriptionStatus.of(session, subscription, chat.lastHeard(), now);
    ObjectNode json =
        StrictJson.newObject()
            .put("chatId", chat.chat().toString())
            .put("status", status.name().toLowerCase(Locale.ROOT))
            .put("createdAt", subscription.createdAt().toString())
            .put("renewedAt", subscription.renewedAt().toString());
    putIfPresent(json, "lastEventAt", chat.lastHeard());
    return status == SubscriptionStatus.DENIED
        ? putIfPresent(json, "reason", subscription.deniedReason())
        : json;
  }
}
