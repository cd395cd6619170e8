package dev.presently.adapters.engines.evolution;

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
import dev.presently.core.presence.Typing;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.session.SessionStatus.Reason;
import dev.presently.core.session.SessionStatus.State;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads Evolution's webhooks, and the messages of its SQS queue: the same body with {@code
 * dataType} and {@code server}.
 *
 * <ul>
 *   <li>{@code date_time} is local time marked {@code Z}: events without another time are applied
 *       in order of arrival.
 *   <li>The end of typing arrives as {@code available}.
 *   <li>A message with {@code dataType} {@code s3} was too large for SQS: its data is in a bucket
 *       of the engine. It is ignored, because only messages and contacts get that large.
 *   <li>A webhook is authentic by a JWT in {@code Authorization}: its header {@code jwt_key} is the
 *       {@code webhookSecret}. {@code apikey} in a body may be a secret and is not read.
 * </ul>
 */
public final class EvolutionEventReader implements EngineEventReader {
  @Override
  public boolean isAuthentic(IntakeRequest request, Secret secret) {
    return request
        .header("Authorization")
        .filter(value -> WebhookToken.isValid(value, secret, request.now()))
        .isPresent();
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
    EngineFields.text(event, "instance");
    boolean elsewhere = EngineFields.isOfAnother(session.engine().session(), event, "instance");
    boolean tooLarge = event.path("dataType").stringValueOpt().filter("s3"::equals).isPresent();
    if (elsewhere || tooLarge) {
      return EventCollector.none();
    }
    return switch (EngineFields.text(event, "event")) {
      case "presence.update" -> presences(EngineFields.object(event, "data"));
      case "connection.update" -> connection(EngineFields.object(event, "data"), session.status());
      case "status.instance" -> instance(EngineFields.object(event, "data"), session.status());
      case "qrcode.updated" -> qrCode(EngineFields.object(event, "data"));
      case "logout.instance" -> disconnected(Reason.LOGGED_OUT);
      default -> EventCollector.none();
    };
  }

  /** Unlike a webhook's body, a message has a {@code dataType}. */
  @Override
  public Optional<String> engineSession(byte[] message) {
    try {
      ObjectNode event = StrictJson.requestBody(message);
      return event
          .path("instance")
          .stringValueOpt()
          .filter(_ -> event.path("dataType").isString() && event.path("event").isString());
    } catch (InvalidValue e) {
      return Optional.empty();
    }
  }

  private static EngineEvents presences(JsonNode data) {
    String chat = EngineFields.text(data, "id");
    var reports = new EventCollector();
    EngineFields.object(data, "presences")
        .properties()
        .forEach(
            who ->
                reports.add(
                    () -> presence(Jid.parse(who.getKey()), Jid.parse(chat), who.getValue())));
    return reports.events();
  }

  private static Report presence(Jid who, Jid chat, JsonNode presence) {
    Report report =
        Report.about(EngineFields.identity(who))
            .in(chat)
            .with(EngineFields.lastSeen(EngineFields.time(presence.path("lastSeen"))));
    return switch (presence.path("lastKnownPresence").stringValueOpt().orElse("")) {
      case "available" -> report.with(Availability.AVAILABLE).with(Typing.PAUSED);
      case "unavailable" -> report.with(Availability.UNAVAILABLE);
      case "composing" -> report.with(Typing.COMPOSING);
      case "recording" -> report.with(Typing.RECORDING);
      case "paused" -> report.with(Typing.PAUSED);
      default -> throw new InvalidValue("unknown presence");
    };
  }

  private static EngineEvents connection(JsonNode data, SessionStatus before) {
    String state = EngineFields.text(data, "state");
    return switch (state) {
      case "open" ->
          EventCollector.one(
              ConnectionReport.of(SessionStatus.CONNECTED)
                  .with(
                      EngineFields.account(
                          data.path("wuid"), MissingNode.getInstance(), data.path("profileName"))));
      case "connecting" ->
          EventCollector.one(ConnectionReport.of(EvolutionAnswers.connecting(before)));
      case "close" -> disconnected(reason(data.path("statusReason"), before));
      // The limit of QR codes is reached.
      case "refused" -> disconnected(Reason.QR_TIMEOUT);
      default -> EventCollector.unknownStatus(state);
    };
  }

  /** {@code disconnectionAt} is true UTC. */
  private static EngineEvents instance(JsonNode data, SessionStatus before) {
    String status = EngineFields.text(data, "status");
    if (!status.equals("closed")) {
      return EventCollector.unknownStatus(status);
    }
    ConnectionReport report =
        ConnectionReport.of(
            EvolutionAnswers.because(
                State.DISCONNECTED, reason(data.path("disconnectionReasonCode"), before)));
    return EventCollector.one(
        EngineFields.time(data.path("disconnectionAt")).map(report::at).orElse(report));
  }

  private static EngineEvents qrCode(JsonNode data) {
    // Without a code it says that the limit of QR codes is reached.
    return data.path("qrcode").isObject()
        ? EventCollector.one(
            ConnectionReport.of(EvolutionAnswers.because(State.CONNECTING, Reason.SCAN_QR)))
        : disconnected(Reason.QR_TIMEOUT);
  }

  private static EngineEvents disconnected(Reason reason) {
    return EventCollector.one(
        ConnectionReport.of(EvolutionAnswers.because(State.DISCONNECTED, reason)));
  }

  /** Baileys' codes of a connection that is closed for good. */
  private static Reason reason(JsonNode code, SessionStatus before) {
    return switch (code.asInt(0)) {
      case 401 -> Reason.LOGGED_OUT;
      case 402 -> Reason.TEMPORARY_BAN;
      case 408 -> EvolutionAnswers.isScanning(before) ? Reason.QR_TIMEOUT : Reason.FAILED;
      default -> Reason.FAILED;
    };
  }
}
