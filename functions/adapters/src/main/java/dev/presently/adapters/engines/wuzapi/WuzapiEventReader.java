package dev.presently.adapters.engines.wuzapi;

import dev.presently.adapters.engines.EngineFields;
import dev.presently.adapters.engines.EventCollector;
import dev.presently.adapters.json.StrictJson;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.engine.EngineEvents;
import dev.presently.core.engine.EngineSignature;
import dev.presently.core.engine.IntakeRequest;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Report;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
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
  public boolean isAuthentic(IntakeRequest request, Secret secret) {
    return SIGNATURE.isValid(request, secret);
  }

  @Override
  public boolean acceptsKeys() {
    return false;
  }

  @Override
  public Set<String> mediaTypes() {
    return EngineFields.JSON_OR_FORM;
  }

  @Override
  public EngineEvents read(Session session, byte[] body, String mediaType) {
    ObjectNode envelope =
        StrictJson.requestBody(
            mediaType.equals(EngineFields.FORM) ? EngineFields.formField(body, "jsonData") : body);
    return switch (EngineFields.text(envelope, "type")) {
      case "Presence" -> presence(envelope, EngineFields.object(envelope, "event"));
      case "ChatPresence" -> chatPresence(EngineFields.object(envelope, "event"));
      // A message ends its sender's typing.
      case "Message" ->
          typing(
              EngineFields.object(EngineFields.object(envelope, "event"), "Info"),
              () -> Typing.PAUSED);
      default -> EventCollector.none();
    };
  }

  private static EngineEvents presence(JsonNode envelope, JsonNode event) {
    String from = EngineFields.text(event, "From");
    var lastSeen =
        EngineFields.iso(event.path("LastSeen"))
            .or(() -> EngineFields.seconds(envelope.path("last_seen")));
    boolean gone = event.path("Unavailable").booleanValueOpt().orElse(false);
    return EventCollector.one(
        () ->
            Report.about(EngineFields.identity(Jid.parse(from)))
                .with(gone ? Availability.UNAVAILABLE : Availability.AVAILABLE)
                .with(EngineFields.lastSeen(lastSeen)));
  }

  private static EngineEvents chatPresence(JsonNode event) {
    String state = EngineFields.text(event, "State");
    return typing(event, () -> EngineFields.typing(state, event.path("Media").stringValueOpt()));
  }

  private static EngineEvents typing(JsonNode source, Supplier<Typing> typing) {
    if (source.path("IsFromMe").booleanValueOpt().orElse(false)) {
      return EventCollector.none();
    }
    String chat = EngineFields.text(source, "Chat");
    String sender = EngineFields.text(source, "Sender");
    return EventCollector.one(
        () -> Report.about(sender(sender, source)).in(Jid.parse(chat)).with(typing.get()));
  }

  /** {@code SenderAlt} is empty where no other address is known. */
  private static Identity sender(String sender, JsonNode source) {
    return EngineFields.identity(
        Jid.parse(sender),
        source
            .path("SenderAlt")
            .stringValueOpt()
            .filter(other -> !other.isEmpty())
            .map(Jid::parse));
  }
}
