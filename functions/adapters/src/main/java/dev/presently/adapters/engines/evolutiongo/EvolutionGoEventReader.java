package dev.presently.adapters.engines.evolutiongo;

import dev.presently.adapters.engines.BasicPassword;
import dev.presently.adapters.engines.EngineFields;
import dev.presently.adapters.engines.EventCollector;
import dev.presently.adapters.json.StrictJson;
import dev.presently.core.InvalidValue;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.ConnectionReport;
import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.engine.EngineEvents;
import dev.presently.core.engine.IntakeRequest;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Report;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.session.SessionStatus.Reason;
import dev.presently.core.session.SessionStatus.State;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads evolution-go's webhooks; their {@code data} is whatsmeow's
 * (go.mau.fi/whatsmeow/types/events). They have neither id nor time and are applied in order of
 * arrival.
 *
 * <ul>
 *   <li>{@code Connected} is sent again when the account's name changes.
 *   <li>After {@code Disconnected} the engine connects again by itself.
 *   <li>A webhook is authentic by the {@code webhookSecret}, as the password of HTTP Basic or as
 *       the {@code instanceToken} of the body, which is the engine's API key and not kept.
 * </ul>
 */
public final class EvolutionGoEventReader implements EngineEventReader {
  @Override
  public boolean isAuthentic(IntakeRequest request, Secret secret) {
    return BasicPassword.is(secret, request) || hasToken(request.body(), secret);
  }

  @Override
  public boolean acceptsKeys() {
    return true;
  }

  @Override
  public Set<String> mediaTypes() {
    return EngineFields.JSON;
  }

  @Override
  public EngineEvents read(Session session, byte[] body) {
    ObjectNode event = StrictJson.requestBody(body);
    String word = EngineFields.text(event, "event");
    if (!isOf(session.engine(), event)) {
      return EventCollector.none();
    }
    return switch (word) {
      case "Presence" -> presence(EngineFields.object(event, "data"));
      case "ChatPresence" -> typing(EngineFields.object(event, "data"));
      case "Connected" -> connection(SessionStatus.CONNECTED, event);
      case "PairSuccess" ->
          connection(new SessionStatus(State.CONNECTING, Optional.empty()), event);
      case "Disconnected" -> connection(State.CONNECTING, Reason.AUTO_RECONNECT);
      case "QRCode" -> connection(State.CONNECTING, Reason.SCAN_QR);
      case "QRTimeout" -> connection(State.DISCONNECTED, Reason.QR_TIMEOUT);
      case "LoggedOut" -> connection(State.DISCONNECTED, Reason.LOGGED_OUT);
      case "TemporaryBan" -> connection(State.DISCONNECTED, Reason.TEMPORARY_BAN);
      case "ConnectFailure" -> connection(State.DISCONNECTED, Reason.FAILED);
      default ->
          word.startsWith("Passkey")
              ? connection(State.CONNECTING, Reason.SCAN_QR)
              : EventCollector.none();
    };
  }

  /** The token alone finds the instance; {@code engine.session} may be its id or its name. */
  private static boolean isOf(EngineSettings engine, JsonNode event) {
    return engine
        .session()
        .map(
            own ->
                Stream.of("instanceId", "instanceName")
                    .map(field -> event.path(field).asString(""))
                    .anyMatch(own::equals))
        .orElse(true);
  }

  private static boolean hasToken(byte[] body, Secret secret) {
    try {
      return MessageDigest.isEqual(
          bytes(StrictJson.requestBody(body).path("instanceToken").asString("")),
          bytes(secret.value()));
    } catch (InvalidValue e) {
      return false;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static EngineEvents presence(JsonNode data) {
    String from = EngineFields.text(data, "From");
    boolean gone = data.path("Unavailable").booleanValueOpt().orElse(false);
    return EventCollector.one(
        () ->
            Report.about(EngineFields.identity(Jid.parse(from)))
                .with(gone ? Availability.UNAVAILABLE : Availability.AVAILABLE)
                .with(EngineFields.lastSeen(EngineFields.time(data.path("LastSeen")))));
  }

  private static EngineEvents typing(JsonNode data) {
    if (data.path("IsFromMe").booleanValueOpt().orElse(false)) {
      return EventCollector.none();
    }
    String chat = EngineFields.text(data, "Chat");
    String sender = EngineFields.text(data, "Sender");
    String state = EngineFields.text(data, "State");
    return EventCollector.one(
        () ->
            Report.about(
                    EngineFields.identity(
                        Jid.parse(sender), EngineFields.optionalJid(data, "SenderAlt")))
                .in(Jid.parse(chat))
                .with(EngineFields.typing(state, EngineFields.optionalText(data, "Media"))));
  }

  private static EngineEvents connection(State state, Reason reason) {
    return EventCollector.one(ConnectionReport.of(new SessionStatus(state, Optional.of(reason))));
  }

  private static EngineEvents connection(SessionStatus status, JsonNode event) {
    JsonNode data = event.path("data");
    return EventCollector.one(
        ConnectionReport.of(status)
            .with(EngineFields.account(data.path("jid"), data.path("LID"), data.path("pushName"))));
  }
}
