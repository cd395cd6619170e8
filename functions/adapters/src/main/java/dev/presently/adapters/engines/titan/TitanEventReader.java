package dev.presently.adapters.engines.titan;

import dev.presently.adapters.engines.EngineFields;
import dev.presently.adapters.engines.EventCollector;
import dev.presently.adapters.json.StrictJson;
import dev.presently.core.InvalidValue;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.contact.PhoneNumber;
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
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads Titan's {@code presence.update}, {@code session.status}, {@code session.connected}, {@code
 * session.logged_out} and {@code session.qr} (docs.usetitan.app, Webhooks).
 */
public final class TitanEventReader implements EngineEventReader {
  private static final EngineSignature SIGNATURE =
      new EngineSignature("X-Webhook-Signature", "HmacSHA256", "sha256=");

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
    return EngineFields.JSON;
  }

  @Override
  public EngineEvents read(Session session, byte[] body) {
    ObjectNode event = StrictJson.requestBody(body);
    String kind = EngineFields.text(event, "event");
    if (EngineFields.isOfAnother(session.engine().session(), event, "session")) {
      return EventCollector.none();
    }
    return switch (kind) {
      case "presence.update" -> presence(event, EngineFields.object(event, "payload"));
      case "session.status" -> status(event, EngineFields.object(event, "payload"));
      case "session.connected" -> connection(event, SessionStatus.CONNECTED);
      case "session.logged_out" ->
          connection(event, because(State.DISCONNECTED, Reason.LOGGED_OUT));
      case "session.qr" -> connection(event, because(State.CONNECTING, Reason.SCAN_QR));
      default -> EventCollector.none();
    };
  }

  private static EngineEvents status(JsonNode event, JsonNode payload) {
    String word = EngineFields.text(payload, "status");
    return TitanStatus.read(payload)
        .map(report -> connection(event, report))
        .orElseGet(() -> EventCollector.unknownStatus(word));
  }

  private static EngineEvents connection(JsonNode event, SessionStatus status) {
    return connection(event, ConnectionReport.of(status));
  }

  private static EngineEvents connection(JsonNode event, ConnectionReport report) {
    return EventCollector.one(
        EngineFields.time(event.path("timestamp")).map(report::at).orElse(report));
  }

  private static SessionStatus because(State state, Reason reason) {
    return new SessionStatus(state, Optional.of(reason));
  }

  private static EngineEvents presence(JsonNode event, JsonNode payload) {
    ObjectNode from = EngineFields.object(payload, "from");
    return EventCollector.one(() -> presence(event, payload, from));
  }

  private static Report presence(JsonNode event, JsonNode payload, JsonNode from) {
    Optional<Jid> chat = EngineFields.optionalText(from, "id").map(Jid::parse);
    Report nothing = Report.about(person(chat.isPresent() ? payload.path("sender") : from));
    Report report =
        payload
            .path("unavailable")
            .booleanValueOpt()
            .map(gone -> gone ? Availability.UNAVAILABLE : Availability.AVAILABLE)
            .map(nothing::with)
            .orElse(nothing);
    report = typing(payload).map(report::with).orElse(report);
    report = report.with(EngineFields.lastSeen(EngineFields.time(payload.path("lastSeen"))));
    if (report.equals(nothing)) {
      throw new InvalidValue("neither availability, typing nor last seen");
    }
    report = chat.map(report::in).orElse(report);
    report = EngineFields.time(event.path("timestamp")).map(report::at).orElse(report);
    return event.path("id").stringValueOpt().map(report::withEventId).orElse(report);
  }

  private static Optional<Typing> typing(JsonNode payload) {
    return EngineFields.optional(
        EngineFields.optionalText(payload, "state"),
        state -> EngineFields.typing(state, payload.path("media").stringValueOpt()));
  }

  /** A JIDRef: a phone number, a LID of bare digits or both; {@code mode} says which was used. */
  private static Identity person(JsonNode ref) {
    Optional<Jid> phone =
        EngineFields.optional(
            EngineFields.optionalText(ref, "phoneNumber"), text -> PhoneNumber.parse(text).jid());
    Optional<Jid> lid = EngineFields.optional(EngineFields.optionalText(ref, "lid"), Jid::lid);
    boolean byLid =
        phone.isEmpty() || ref.path("mode").stringValueOpt().filter("lid"::equals).isPresent();
    Jid used =
        (byLid ? lid.or(() -> phone) : phone)
            .orElseThrow(() -> new InvalidValue("neither a phone number nor a LID"));
    return EngineFields.identity(used, byLid ? phone : lid);
  }
}
