package dev.presently.adapters.json;

import static dev.presently.adapters.json.StrictJson.putIfPresent;

import dev.presently.core.command.CommandResult;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.Event;
import dev.presently.core.delivery.EventWriter;
import dev.presently.core.presence.Change;
import dev.presently.core.presence.LastSeen;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.webhook.WebhookId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Writes events byte for byte in Titan's form; {@code data} and presence fields extend them. */
public final class EventJson implements EventWriter {
  @Override
  public String write(Event event) {
    ObjectNode envelope =
        StrictJson.newObject().put("id", event.id().value()).put("event", event.name().value());
    putIfPresent(envelope, "session", event.owner())
        .put("timestamp", event.timestamp().truncatedTo(ChronoUnit.MILLIS).toString())
        .set("payload", payload(event));
    if (event instanceof Event.CommandEnded(var result)) {
      // Titan's example has the result here.
      envelope.set("data", ended(result));
    }
    return StrictJson.write(envelope);
  }

  private static ObjectNode payload(Event event) {
    return switch (event) {
      case Event.PresenceUpdate(var change) -> presence(change);
      case Event.SessionStatusChanged(var session) -> status(session.status());
      case Event.CommandEnded(var result) -> ended(result);
      case Event.WebhookDisabled disabled ->
          webhook(disabled.webhook().id())
              .put("url", disabled.webhook().url().toString())
              .put("reason", disabled.reason());
      case Event.WebhookTest test -> webhook(test.webhook().id());
    };
  }

  private static ObjectNode presence(Change change) {
    var presence = change.presence();
    var payload = StrictJson.newObject();
    change
        .key()
        .group()
        .ifPresentOrElse(
            group -> {
              payload.putObject("from").put("id", group.toString());
              person(payload.putObject("sender"), presence.identity());
            },
            () -> person(payload.putObject("from"), presence.identity()));
    putIfPresent(payload, "state", state(change));
    if (presence.state() == PresenceState.RECORDING) {
      payload.put("media", "audio");
    }
    unavailable(change).ifPresent(unavailable -> payload.put("unavailable", unavailable));
    if (presence.lastSeen() instanceof LastSeen.Visible(var at)) {
      payload.put("lastSeen", at.getEpochSecond());
    }
    return payload
        .put("chatId", change.key().chat().toString())
        .put("presence", presence.state().word())
        .put("previous", change.previous().word())
        .put("seq", presence.seq().value())
        .put("lastSeenStatus", word(presence.lastSeen()))
        .put("observedAt", presence.updatedAt().getEpochSecond());
  }

  /** Whether typing began or ended, if that changed. */
  private static Optional<String> state(Change change) {
    PresenceState now = change.presence().state();
    if (now == change.previous()) {
      return Optional.empty();
    }
    return now.isActive()
        ? Optional.of("composing")
        : Optional.of("paused").filter(_ -> change.previous().isActive());
  }

  /** Absent when only typing changed; present when only last seen changed. */
  private static Optional<Boolean> unavailable(Change change) {
    PresenceState now = change.presence().state();
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

  private static void person(ObjectNode ref, Identity who) {
    putIfPresent(ref, "phoneNumber", who.phone().map(jid -> "+" + jid.user()));
    putIfPresent(ref, "lid", who.lid().map(Jid::user));
    ref.put("mode", who.mode().word());
  }

  private static ObjectNode status(SessionStatus status) {
    var payload = StrictJson.newObject().put("status", status.state().name());
    return putIfPresent(payload, "statusReason", status.reason());
  }

  private static ObjectNode ended(CommandResult result) {
    return StrictJson.newObject()
        .put("correlationId", result.id().value())
        .put("success", result.success())
        .putRawValue("result", new RawValue(result.result()));
  }

  private static ObjectNode webhook(WebhookId id) {
    return StrictJson.newObject().put("webhookId", id.value());
  }
}
