package dev.presently.adapters.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.presently.core.live.LiveMessages;
import dev.presently.core.live.Refusal;
import dev.presently.core.presence.ChatView;
import dev.presently.core.presence.NamedChat;
import dev.presently.core.presence.PresenceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Writes the messages of live connections. */
public final class LiveJson implements LiveMessages {
  /** Below API Gateway's 128 KB, envelope included. */
  private static final int MAX_BYTES = 120_000;

  @Override
  public List<String> snapshot(Stream<NamedChat> chats) {
    List<String> messages = new ArrayList<>();
    List<String> presences = new ArrayList<>();
    int bytes = 0;
    for (NamedChat chat : (Iterable<NamedChat>) chats::iterator) {
      String json = StrictJson.write(presence(chat));
      int size = json.getBytes(UTF_8).length + 1;
      if (size > MAX_BYTES) {
        messages.add(tooLarge(chat.view()));
        continue;
      }
      if (bytes + size > MAX_BYTES) {
        messages.add(snapshot(presences));
        presences.clear();
        bytes = 0;
      }
      presences.add(json);
      bytes += size;
    }
    messages.add(snapshot(presences));
    return messages;
  }

  private static String snapshot(List<String> presences) {
    return "{\"type\":\"snapshot\",\"presences\":[" + String.join(",", presences) + "]}";
  }

  @Override
  public String presence(NamedChat chat, Optional<PresenceState> previous) {
    ObjectNode message = message("presence");
    message.set("presence", presence(chat));
    String json =
        StrictJson.write(
            StrictJson.putIfPresent(message, "previous", previous.map(PresenceState::word)));
    return json.getBytes(UTF_8).length > MAX_BYTES ? tooLarge(chat.view()) : json;
  }

  private static ObjectNode presence(NamedChat chat) {
    return StrictJson.putIfPresent(ChatJson.of(chat.view()), "watched", chat.formerName());
  }

  @Override
  public String pong() {
    return StrictJson.write(message("pong"));
  }

  @Override
  public String end(Refusal why) {
    return StrictJson.write(
        message("error")
            .put("code", why.code())
            .put("error", why.sentence())
            .put("closeCode", why.closeCode()));
  }

  @Override
  public String error(String code, String sentence, Optional<String> field) {
    return StrictJson.write(
        StrictJson.putIfPresent(
            message("error").put("code", code).put("error", sentence), "field", field));
  }

  private static String tooLarge(ChatView chat) {
    return StrictJson.write(
        message("error")
            .put("code", "answer_too_large")
            .put("error", "this group's participants are too many for a message; read it by HTTP")
            .put("chatId", chat.chat().toString()));
  }

  private static ObjectNode message(String type) {
    return StrictJson.newObject().put("type", type);
  }
}
