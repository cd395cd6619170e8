package dev.presently.api;

import dev.presently.adapters.json.JsonWriter;
import dev.presently.core.command.SubscribeResult;
import dev.presently.core.contact.Jid;
import java.util.ArrayList;
import java.util.List;

/** The results of many subscriptions, in the order requested. */
final class SubscribeResultsJson {
  private record Failure(String chatId, String code, String sentence) {}

  private SubscribeResultsJson() {}

  static void write(JsonWriter json, List<SubscribeResult> results) {
    List<Jid> subscribed = new ArrayList<>();
    List<Failure> failed = new ArrayList<>();
    for (SubscribeResult result : results) {
      switch (result) {
        case SubscribeResult.Subscribed(var contact) -> subscribed.add(contact);
        case SubscribeResult.Invalid(var chatId, var code, var message) ->
            failed.add(new Failure(chatId, code, message));
        case SubscribeResult.Unavailable(var chatId) ->
            failed.add(new Failure(chatId, "unavailable", "temporarily unavailable, try again"));
      }
    }
    json.texts("subscribed", subscribed).objects("failed", failed, SubscribeResultsJson::write);
  }

  private static void write(JsonWriter json, Failure failure) {
    json.text("chatId", failure.chatId())
        .text("error", failure.sentence())
        .text("code", failure.code());
  }
}
