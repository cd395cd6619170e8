package dev.presently.api.presence;

import dev.presently.adapters.json.JsonWriter;
import dev.presently.api.ApiResponse;
import dev.presently.api.Responses;
import dev.presently.core.Page;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.ChatView;
import dev.presently.core.presence.LastSeen;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.Seq;
import dev.presently.core.presence.TimedActivity;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Presence as callers see it: a person, or a group with its participants. */
public final class PresenceJson {
  static final String LIST = "presence";

  private PresenceJson() {}

  static ApiResponse.Answer answer(ChatView reading) {
    return ApiResponse.data(200, json -> write(json, reading));
  }

  static ApiResponse.Answer page(Page<ChatView> page) {
    return Responses.page(LIST, page, PresenceJson::write);
  }

  static ApiResponse.Answer all(List<ChatView> readings) {
    return page(new Page<>(readings, Optional.empty()));
  }

  public static void write(JsonWriter json, ChatView reading) {
    json.text("chatId", reading.chat().toString()).text("presence", reading.shown().word());
    if (reading.chat().isGroup()) {
      group(json, reading);
    } else {
      person(json, reading);
    }
  }

  private static void person(JsonWriter json, ChatView reading) {
    Optional<Presence> told = reading.presence();
    LastSeen lastSeen = told.map(Presence::lastSeen).orElse(LastSeen.UNKNOWN);
    lastSeen(json, lastSeen);
    json.text("lastSeenStatus", status(lastSeen))
        .text("observedLastSeen", told.flatMap(Presence::observedLastSeen))
        .text("updatedAt", reading.updatedAt())
        .number("seq", told.map(Presence::seq).orElse(Seq.NONE).value())
        .text("expiresAt", told.flatMap(Presence::activity).map(TimedActivity::until))
        .truth("subscribed", reading.isSubscribed());
    if (reading.chat().isPerson()) {
      identity(json, told.map(Presence::identity).orElseGet(() -> Identity.of(reading.chat())));
    }
  }

  private static void group(JsonWriter json, ChatView reading) {
    json.text("updatedAt", reading.updatedAt())
        .text("expiresAt", groupExpiry(reading))
        .truth("subscribed", reading.isSubscribed())
        .objects("participants", reading.participants(), PresenceJson::participant)
        .number("onlineCount", reading.onlineCount());
  }

  /** One of a group. */
  public static void participant(JsonWriter json, Presence who) {
    json.text("chatId", who.identity().jid().toString()).text("presence", who.shown().word());
    lastSeen(json, who.lastSeen());
    identity(json, who.identity());
    json.number("seq", who.seq().value());
  }

  /** The group shows its strongest activity for as long as anybody goes on with it. */
  private static Optional<?> groupExpiry(ChatView group) {
    return group.participants().stream()
        .filter(who -> who.shown() == group.shown())
        .flatMap(who -> who.activity().stream())
        .map(TimedActivity::until)
        .max(Comparator.naturalOrder());
  }

  private static void identity(JsonWriter json, Identity who) {
    json.text("phoneNumber", who.phone().map(Jid::user).map(digits -> "+" + digits))
        .text("lid", who.lid());
  }

  private static void lastSeen(JsonWriter json, LastSeen told) {
    if (told instanceof LastSeen.Visible(var at)) {
      json.text("lastSeen", at.toString());
    }
  }

  private static String status(LastSeen told) {
    return switch (told) {
      case LastSeen.Visible(_) -> "visible";
      case LastSeen.Hidden() -> "hidden";
      case LastSeen.Unknown() -> "unknown";
    };
  }
}
