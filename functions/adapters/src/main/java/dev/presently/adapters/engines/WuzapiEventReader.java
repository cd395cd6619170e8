package dev.presently.adapters.engines;

import dev.presently.adapters.json.StrictJson;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.engine.EngineSignature;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Report;
import dev.presently.core.presence.Typing;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads wuzapi's {@code Presence}, {@code ChatPresence} and {@code Message}, whose {@code event} is
 * whatsmeow's (go.mau.fi/whatsmeow/types/events), as JSON or as a form. Bodies have neither id nor
 * time and are applied in order of arrival.
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
    return EngineBody.JSON_OR_FORM;
  }

  @Override
  public Intake read(byte[] body, String mediaType) {
    ObjectNode envelope =
        StrictJson.requestBody(
            mediaType.equals(EngineBody.FORM) ? EngineBody.formField(body, "jsonData") : body);
    return switch (EngineBody.text(envelope, "type")) {
      case "Presence" -> presence(envelope, EngineBody.object(envelope, "event"));
      case "ChatPresence" -> chatPresence(EngineBody.object(envelope, "event"));
      // A message ends its sender's typing.
      case "Message" ->
          typing(
              EngineBody.object(EngineBody.object(envelope, "event"), "Info"), () -> Typing.PAUSED);
      default -> ReportCollector.none();
    };
  }

  private static Intake presence(JsonNode envelope, JsonNode event) {
    String from = EngineBody.text(event, "From");
    var lastSeen =
        EngineValues.iso(event.path("LastSeen"))
            .or(() -> EngineValues.seconds(envelope.path("last_seen")));
    boolean gone = event.path("Unavailable").booleanValueOpt().orElse(false);
    return ReportCollector.one(
        () ->
            Report.about(EngineValues.identity(Jid.parse(from)))
                .with(gone ? Availability.UNAVAILABLE : Availability.AVAILABLE)
                .with(EngineValues.lastSeen(lastSeen)));
  }

  private static Intake chatPresence(JsonNode event) {
    String state = EngineBody.text(event, "State");
    return typing(event, () -> EngineValues.typing(state, event.path("Media").stringValueOpt()));
  }

  private static Intake typing(JsonNode source, Supplier<Typing> typing) {
    if (source.path("IsFromMe").booleanValueOpt().orElse(false)) {
      return ReportCollector.none();
    }
    String chat = EngineBody.text(source, "Chat");
    String sender = EngineBody.text(source, "Sender");
    return ReportCollector.one(
        () -> Report.about(sender(sender, source)).in(Jid.parse(chat)).with(typing.get()));
  }

  /** {@code SenderAlt} is empty where no other address is known. */
  private static Identity sender(String sender, JsonNode source) {
    return EngineValues.identity(
        Jid.parse(sender),
        source
            .path("SenderAlt")
            .stringValueOpt()
            .filter(other -> !other.isEmpty())
            .map(Jid::parse));
  }
}
