package dev.presently.api.subscription;

import dev.presently.adapters.json.JsonWriter;
import dev.presently.api.ApiResponse;
import java.util.List;
import java.util.Optional;

/** What became of many subscriptions, in the order asked. */
final class AttemptsJson {
  private AttemptsJson() {}

  static ApiResponse answer(List<Attempt> attempts) {
    return ApiResponse.data(
        200,
        json ->
            json.texts(
                    "subscribed",
                    attempts.stream()
                        .filter(attempt -> !attempt.isFailed())
                        .map(Attempt::contact)
                        .flatMap(Optional::stream)
                        .toList())
                .objects(
                    "failed",
                    attempts.stream().filter(Attempt::isFailed).toList(),
                    AttemptsJson::write));
  }

  private static void write(JsonWriter json, Attempt attempt) {
    Attempt.Failure failure = attempt.failure().orElseThrow();
    json.text("chatId", attempt.given())
        .text("error", failure.sentence())
        .text("code", failure.code());
  }
}
