package dev.presently.adapters.engines;

import dev.presently.adapters.json.Json;
import dev.presently.adapters.json.RequestJson;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.EngineEventReader;
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
public final class WuzapiEventReader implements EngineEventReader {
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
        RequestJson.object(
            mediaType.equals(MediaTypes.FORM) ? FormBody.field(body, "jsonData") : body);
    return switch (EngineEnvelope.text(told, "type")) {
      case "Presence" -> presence(told, EngineEnvelope.object(told, "event"));
      case "ChatPresence" -> chatPresence(EngineEnvelope.object(told, "event"));
      case "Message" -> message(EngineEnvelope.object(told, "event"));
      default -> ReportCollector.none();
    };
  }

  private static Intake presence(Json.Obj told, Json.Obj event) {
    String from = EngineEnvelope.text(event, "From");
    var seen =
        EngineTimes.iso(event.text("LastSeen"))
            .or(() -> EngineTimes.seconds(told.number("last_seen")));
    boolean left = event.truth("Unavailable").orElse(false);
    return new ReportCollector()
        .add(
            () ->
                Optional.of(
                    Report.about(EngineIdentities.identity(Jid.parse(from)))
                        .is(left ? Availability.UNAVAILABLE : Availability.AVAILABLE)
                        .lastSeen(EngineTimes.lastSeen(seen))))
        .intake();
  }

  private static Intake chatPresence(Json.Obj event) {
    String state = EngineEnvelope.text(event, "State");
    return typing(event, () -> ChatStates.typing(state, event.text("Media")));
  }

  /** Whoever sends a message has stopped typing it. */
  private static Intake message(Json.Obj event) {
    return typing(EngineEnvelope.object(event, "Info"), () -> Typing.PAUSED);
  }

  private static Intake typing(Json.Obj source, Supplier<Typing> typing) {
    if (source.truth("IsFromMe").orElse(false)) {
      return ReportCollector.none();
    }
    String chat = EngineEnvelope.text(source, "Chat");
    String sender = EngineEnvelope.text(source, "Sender");
    return new ReportCollector()
        .add(
            () ->
                Optional.of(
                    Report.about(sender(sender, source)).in(Jid.parse(chat)).does(typing.get())))
        .intake();
  }

  /** An empty text stands where there is no other address. */
  private static Identity sender(String sender, Json.Obj source) {
    return EngineIdentities.identity(
        Jid.parse(sender),
        source.text("SenderAlt").filter(other -> !other.isEmpty()).map(Jid::parse));
  }
}
