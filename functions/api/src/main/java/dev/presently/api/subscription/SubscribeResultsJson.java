package dev.presently.api.subscription;

import dev.presently.adapters.json.JsonWriter;
import dev.presently.api.ApiResponse;
import dev.presently.api.Responses;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.SubscribeResult;
import dev.presently.core.session.SessionName;
import java.util.ArrayList;
import java.util.List;

/** What became of many subscriptions, in the order asked. */
public final class SubscribeResultsJson {
  private record Failure(String given, String code, String sentence) {}

  private SubscribeResultsJson() {}

  public static void write(JsonWriter json, SessionName session, List<SubscribeResult> wishes) {
    List<Jid> subscribed = new ArrayList<>();
    List<Failure> failed = new ArrayList<>();
    for (SubscribeResult wish : wishes) {
      switch (wish) {
        case SubscribeResult.Granted(var contact) -> subscribed.add(contact);
        case SubscribeResult.NoJid(var given, var code, var sentence) ->
            failed.add(new Failure(given, code, sentence));
        case SubscribeResult.Refused(var given, var why) -> {
          ApiResponse.Problem problem = Responses.refused(why, session);
          failed.add(new Failure(given, problem.code(), problem.sentence()));
        }
        case SubscribeResult.Unavailable(var given) ->
            failed.add(new Failure(given, "unavailable", "temporarily unavailable, try again"));
      }
    }
    json.texts("subscribed", subscribed).objects("failed", failed, SubscribeResultsJson::write);
  }

  private static void write(JsonWriter json, Failure failure) {
    json.text("chatId", failure.given())
        .text("error", failure.sentence())
        .text("code", failure.code());
  }
}
