package dev.presently.api.presence;

import dev.presently.adapters.json.ChatJson;
import dev.presently.adapters.json.StrictJson;
import dev.presently.api.ApiResponse;
import dev.presently.api.BoundedArray;
import dev.presently.api.Responses;
import dev.presently.core.presence.ChatView;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Presence in answers. */
final class PresenceJson {
  static final String LIST = "presence";

  private PresenceJson() {}

  static ApiResponse.Answer answer(ChatView chat) {
    return ApiResponse.data(200, ChatJson.of(chat));
  }

  static ApiResponse.Answer page(Iterator<ChatView> chats, int limit) {
    return Responses.page(LIST, chats, limit, ChatJson::of, chat -> chat.chat().toString());
  }

  /** All chats in one answer; empty if they are too many bytes for it. */
  static Optional<ApiResponse.Answer> array(Stream<ChatView> chats) {
    ObjectNode body = StrictJson.newObject();
    var data = new BoundedArray(body.putArray("data"), body);
    return chats.map(ChatJson::of).allMatch(data::add)
        ? Optional.of(ApiResponse.body(200, body))
        : Optional.empty();
  }
}
