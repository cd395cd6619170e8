package dev.presently.adapters.engines.wuzapi;

import dev.presently.adapters.engines.EngineFields;
import dev.presently.adapters.engines.EventCollector;
import dev.presently.adapters.json.StrictJson;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.ConnectionReport;
import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.engine.EngineEvents;
import dev.presently.core.engine.EngineSignature;
import dev.presently.core.engine.IntakeRequest;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Report;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.session.SessionStatus.Reason;
import dev.presently.core.session.SessionStatus.State;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads wuzapi's {@code Presence}, {@code ChatPresence} and {@code Message}, whose {@code event} is
 * whatsmeow's (go.mau.fi/whatsmeow/types/events), and the events about its connection, as JSON or
 * as a form. Bodies have neither id nor time and are applied in order of arrival.
 */
public final class WuzapiEventReader implements EngineEventReader {
  private static final EngineSignature SIGNATURE =
      new EngineSignature("x-hmac-signature", "HmacSHA256", "");

  /** The fields that tell whose body it is. */
  private static final List<String> USER = List.of("instanceName", "userID");

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
  public EngineEvents read(Session session, byte[] body) {
    ObjectNode envelope = isJson(body) ? StrictJson.requestBody(body) : fromForm(body);
    // A webhook for all users of wuzapi mixes accounts; engine.session is the user's name or id.
    if (EngineFields.isOfAnother(
        session.engine().session(), envelope, USER.toArray(String[]::new))) {
      return EventCollector.none();
    }
    return switch (EngineFields.text(envelope, "type")) {
      case "Presence" -> presence(envelope, EngineFields.object(envelope, "event"));
      case "ChatPresence" -> chatPresence(EngineFields.object(envelope, "event"));
      // A message ends its sender's typing.
      case "Message" ->
          typing(
              EngineFields.object(EngineFields.object(envelope, "event"), "Info"),
              () -> Typing.PAUSED);
      case "Connected", "KeepAliveRestored" -> connection(SessionStatus.CONNECTED);
      case "Disconnected", "KeepAliveTimeout" -> lost(session);
      case "QR" -> connection(because(State.CONNECTING, Reason.SCAN_QR));
      case "PairSuccess" -> paired(envelope.path("event"));
      case "QRTimeout" -> disconnected(Reason.QR_TIMEOUT);
      case "LoggedOut" -> disconnected(Reason.LOGGED_OUT);
      case "TemporaryBan" -> disconnected(Reason.TEMPORARY_BAN);
      case "StreamError" -> disconnected(Reason.STREAM_ERROR);
      case "ConnectFailure", "ClientOutdated", "PairError" -> disconnected(Reason.FAILED);
      default -> EventCollector.none();
    };
  }

  /** The media type is not signed, the body is. In a form a brace is percent-encoded. */
  private static boolean isJson(byte[] body) {
    return body.length > 0 && body[0] == '{';
  }

  /** A form has the user's name and id beside the JSON. */
  private static ObjectNode fromForm(byte[] form) {
    ObjectNode envelope = StrictJson.requestBody(EngineFields.formField(form, "jsonData"));
    for (String field : USER) {
      EngineFields.optionalFormField(form, field)
          .ifPresent(value -> envelope.putIfAbsent(field, StringNode.valueOf(value)));
    }
    return envelope;
  }

  private static EngineEvents connection(SessionStatus status) {
    return EventCollector.one(ConnectionReport.of(status));
  }

  private static EngineEvents disconnected(Reason reason) {
    return connection(because(State.DISCONNECTED, reason));
  }

  /** It connects again by itself, except after a stop. */
  private static EngineEvents lost(Session session) {
    return session.status().equals(SessionStatus.STOPPED)
        ? connection(SessionStatus.STOPPED)
        : connection(because(State.CONNECTING, Reason.AUTO_RECONNECT));
  }

  /** It connects anew with the pairing. */
  private static EngineEvents paired(JsonNode event) {
    return EventCollector.one(
        ConnectionReport.of(new SessionStatus(State.CONNECTING, Optional.empty()))
            .with(
                EngineFields.account(
                    event.path("ID"), event.path("LID"), MissingNode.getInstance())));
  }

  private static SessionStatus because(State state, Reason reason) {
    return new SessionStatus(state, Optional.of(reason));
  }

  private static EngineEvents presence(JsonNode envelope, JsonNode event) {
    String from = EngineFields.text(event, "From");
    var lastSeen =
        EngineFields.time(event.path("LastSeen"))
            .or(() -> EngineFields.time(envelope.path("last_seen")));
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
    return EngineFields.identity(Jid.parse(sender), EngineFields.optionalJid(source, "SenderAlt"));
  }
}
