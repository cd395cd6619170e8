package dev.presently.api.subscription;

import dev.presently.adapters.json.JsonWriter;
import dev.presently.api.ApiResponse;
import java.util.List;
import java.util.Optional;

/** What became of many subscriptions, in the order asked. */
final class WishesJson {
  private WishesJson() {}

  static ApiResponse answer(List<Wish> wishes) {
    return ApiResponse.data(
        200,
        json ->
            json.texts(
                    "subscribed",
                    wishes.stream()
                        .filter(wish -> !wish.isFailed())
                        .map(Wish::contact)
                        .flatMap(Optional::stream)
                        .toList())
                .objects(
                    "failed", wishes.stream().filter(Wish::isFailed).toList(), WishesJson::write));
  }

  private static void write(JsonWriter json, Wish wish) {
    Wish.Failure failure = wish.failure().orElseThrow();
    json.text("chatId", wish.given())
        .text("error", failure.sentence())
        .text("code", failure.code());
  }
}
