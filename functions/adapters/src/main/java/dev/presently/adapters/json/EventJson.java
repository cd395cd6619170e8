package dev.presently.adapters.json;

import dev.presently.core.command.CommandResult;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.Event;
import dev.presently.core.delivery.EventWriter;
import dev.presently.core.presence.Change;
import dev.presently.core.presence.LastSeen;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.session.SessionStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Writes events as Titan's receivers read them: the envelope and the JIDRefs are Titan's byte for
 * byte, and what its documentation leaves open about a presence is read here and nowhere else.
 */
public final class EventJson implements EventWriter {
  @Override
  public String write(Event event) {
    return JsonWriter.object(
        envelope -> {
          envelope
              .text("id", event.id().value())
              .text("event", event.name().value())
              .text("session", event.owner())
              .text("timestamp", iso(event.timestamp()))
              .object("payload", payload -> payload(payload, event));
          if (event instanceof Event.CommandEnded(var result)) {
            // Titan's example has it here.
            envelope.object("data", data -> ended(data, result));
          }
        });
  }

  private static void payload(JsonWriter out, Event event) {
    switch (event) {
      case Event.PresenceUpdate(var change) -> presence(out, change);
      case Event.SessionStatusChanged status -> status(out, status.status());
      case Event.CommandEnded(var result) -> ended(out, result);
      case Event.WebhookDisabled disabled -> disabled(out, disabled);
      case Event.WebhookTest test -> out.number("webhookId", test.webhook().id().value());
    }
  }

  private static void presence(JsonWriter out, Change change) {
    var presence = change.presence();
    change.key().group().ifPresent(group -> out.object("from", chat -> chat(chat, group)));
    out.object(
        change.key().group().isPresent() ? "sender" : "from",
        person -> person(person, presence.identity()));
    out.text("state", state(change));
    out.text(
        "media", Optional.of("audio").filter(_ -> presence.shown() == PresenceState.RECORDING));
    unavailable(change).ifPresent(truth -> out.truth("unavailable", truth));
    if (presence.lastSeen() instanceof LastSeen.Visible(var at)) {
      out.number("lastSeen", at.getEpochSecond());
    }
    out.text("chatId", change.key().chat().toString())
        .text("presence", presence.shown().word())
        .text("previous", change.previous().word())
        .number("seq", presence.seq().value())
        .text("lastSeenStatus", word(presence.lastSeen()))
        .number("observedAt", presence.updatedAt().getEpochSecond());
  }

  /** Typing began, became another kind, or ended. */
  private static Optional<String> state(Change change) {
    PresenceState now = change.presence().shown();
    if (now == change.previous()) {
      return Optional.empty();
    }
    return now.isActive()
        ? Optional.of("composing")
        : Optional.of("paused").filter(_ -> change.previous().isActive());
  }

  /** Absent when only typing changed; with a change of lastSeen alone it says what is so. */
  private static Optional<Boolean> unavailable(Change change) {
    PresenceState now = change.presence().shown();
    boolean onlyTyping = now != change.previous() && isOnline(now) && isOnline(change.previous());
    return onlyTyping || now == PresenceState.UNKNOWN
        ? Optional.empty()
        : Optional.of(!isOnline(now));
  }

  private static boolean isOnline(PresenceState shown) {
    return shown.compareTo(PresenceState.AVAILABLE) >= 0;
  }

  private static String word(LastSeen lastSeen) {
    return switch (lastSeen) {
      case LastSeen.Visible _ -> "visible";
      case LastSeen.Hidden _ -> "hidden";
      case LastSeen.Unknown _ -> "unknown";
    };
  }

  private static void person(JsonWriter out, Identity who) {
    out.text("phoneNumber", who.phone().map(jid -> "+" + jid.user()))
        .text("lid", who.lid().map(Jid::user))
        .text("mode", who.mode().word());
  }

  private static void chat(JsonWriter out, Jid chat) {
    out.text("id", chat.toString());
  }

  private static void status(JsonWriter out, SessionStatus status) {
    out.text("status", status.state().name()).text("statusReason", status.reason());
  }

  private static void ended(JsonWriter out, CommandResult result) {
    out.text("correlationId", result.id().value())
        .truth("success", result.success())
        .json("result", Optional.of(result.result()));
  }

  private static void disabled(JsonWriter out, Event.WebhookDisabled disabled) {
    out.number("webhookId", disabled.webhook().id().value())
        .text("url", disabled.webhook().url().toString())
        .text("reason", disabled.reason());
  }

  private static String iso(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
