package dev.presently.adapters.json;

import static dev.presently.adapters.json.StrictJson.putIfPresent;

import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.ChatView;
import dev.presently.core.presence.LastSeen;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.Seq;
import dev.presently.core.presence.TimedActivity;
import java.util.Comparator;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The presence of a person, or of a group with its participants. */
public final class ChatJson {
  private ChatJson() {}

  public static ObjectNode of(ChatView chat) {
    ObjectNode json =
        StrictJson.newObject()
            .put("chatId", chat.chat().toString())
            .put("presence", chat.state().word());
    return chat.chat().isGroup() ? group(json, chat) : person(json, chat);
  }

  private static ObjectNode person(ObjectNode json, ChatView chat) {
    Optional<Presence> presence = chat.presence();
    LastSeen lastSeen = presence.map(Presence::lastSeen).orElse(LastSeen.UNKNOWN);
    lastSeen(json, lastSeen);
    json.put("lastSeenStatus", status(lastSeen));
    putIfPresent(json, "observedLastSeen", presence.flatMap(Presence::observedLastSeen));
    putIfPresent(json, "updatedAt", chat.updatedAt());
    json.put("seq", presence.map(Presence::seq).orElse(Seq.NONE).value());
    putIfPresent(json, "expiresAt", presence.flatMap(Presence::activity).map(TimedActivity::until));
    json.put("subscribed", chat.isSubscribed());
    if (chat.chat().isPerson()) {
      identity(json, presence.map(Presence::identity).orElseGet(() -> Identity.of(chat.chat())));
    }
    return json;
  }

  private static ObjectNode group(ObjectNode json, ChatView chat) {
    putIfPresent(json, "updatedAt", chat.updatedAt());
    putIfPresent(json, "expiresAt", groupExpiry(chat));
    json.put("subscribed", chat.isSubscribed());
    chat.participants().stream()
        .map(ChatJson::participant)
        .forEach(json.putArray("participants")::add);
    return json.put("onlineCount", chat.onlineCount());
  }

  /** A participant of a group. */
  public static ObjectNode participant(Presence presence) {
    ObjectNode json =
        StrictJson.newObject()
            .put("chatId", presence.identity().jid().toString())
            .put("presence", presence.state().word());
    lastSeen(json, presence.lastSeen());
    identity(json, presence.identity());
    return json.put("seq", presence.seq().value());
  }

  /** The end of the group's strongest activity: the latest among its participants. */
  private static Optional<?> groupExpiry(ChatView group) {
    return group.participants().stream()
        .filter(presence -> presence.state() == group.state())
        .flatMap(presence -> presence.activity().stream())
        .map(TimedActivity::until)
        .max(Comparator.naturalOrder());
  }

  private static void identity(ObjectNode json, Identity identity) {
    putIfPresent(json, "phoneNumber", identity.phone().map(Jid::user).map(digits -> "+" + digits));
    putIfPresent(json, "lid", identity.lid());
  }

  public static void lastSeen(ObjectNode json, LastSeen lastSeen) {
    if (lastSeen instanceof LastSeen.Visible(var at)) {
      json.put("lastSeen", at.toString());
    }
  }

  private static String status(LastSeen lastSeen) {
    return switch (lastSeen) {
      case LastSeen.Visible(_) -> "visible";
      case LastSeen.Hidden() -> "hidden";
      case LastSeen.Unknown() -> "unknown";
    };
  }
}
