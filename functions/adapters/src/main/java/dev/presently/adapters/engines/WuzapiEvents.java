package dev.presently.adapters.engines;

import dev.presently.adapters.json.GivenJson;
import dev.presently.adapters.json.Json;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.EngineEvents;
import dev.presently.core.engine.EngineSignature;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Report;
import dev.presently.core.presence.Typing;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads wuzapi's {@code Presence}, {@code ChatPresence} and {@code Message}, whose {@code event} is
 * whatsmeow's own (go.mau.fi/whatsmeow/types/events), as JSON or as a form. No body has an id or a
 * time of its own: they count in the order of arrival.
 */
public final class WuzapiEvents implements EngineEvents {
  private static final EngineSignature SIGNATURE =
      new EngineSignature("x-hmac-signature", "HmacSHA256", "");

  @Override
  public EngineSignature signature() {
    return SIGNATURE;
  }

  @Override
  public Set<String> mediaTypes() {
    return MediaTypes.JSON_OR_FORM;
  }

  @Override
  public Intake read(byte[] body, String mediaType) {
    Json.Obj told =
        GivenJson.object(mediaType.equals(MediaTypes.FORM) ? Form.field(body, "jsonData") : body);
    return switch (Envelope.text(told, "type")) {
      case "Presence" -> presence(told, Envelope.object(told, "event"));
      case "ChatPresence" -> chatPresence(Envelope.object(told, "event"));
      case "Message" -> message(Envelope.object(told, "event"));
      default -> Reports.none();
    };
  }

  private static Intake presence(Json.Obj told, Json.Obj event) {
    String from = Envelope.text(event, "From");
    var seen = Times.iso(event.text("LastSeen")).or(() -> Times.seconds(told.number("last_seen")));
    boolean left = event.truth("Unavailable").orElse(false);
    return new Reports()
        .add(
            () ->
                Optional.of(
                    Report.about(People.identity(Jid.parse(from)))
                        .is(left ? Availability.UNAVAILABLE : Availability.AVAILABLE)
                        .lastSeen(Times.lastSeen(seen))))
        .intake();
  }

  private static Intake chatPresence(Json.Obj event) {
    String state = Envelope.text(event, "State");
    return typing(event, () -> Chats.typing(state, event.text("Media")));
  }

  /** Whoever sends a message has stopped typing it. */
  private static Intake message(Json.Obj event) {
    return typing(Envelope.object(event, "Info"), () -> Typing.PAUSED);
  }

  private static Intake typing(Json.Obj source, Supplier<Typing> typing) {
    if (source.truth("IsFromMe").orElse(false)) {
      return Reports.none();
    }
    String chat = Envelope.text(source, "Chat");
    String sender = Envelope.text(source, "Sender");
    return new Reports()
        .add(
            () ->
                Optional.of(
                    Report.about(sender(sender, source)).in(Jid.parse(chat)).does(typing.get())))
        .intake();
  }

  /** An empty text stands where there is no other address. */
  private static Identity sender(String sender, Json.Obj source) {
    return People.identity(
        Jid.parse(sender),
        source.text("SenderAlt").filter(other -> !other.isEmpty()).map(Jid::parse));
  }
}
