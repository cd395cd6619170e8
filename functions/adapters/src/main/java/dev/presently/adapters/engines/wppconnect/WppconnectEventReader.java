package dev.presently.adapters.engines.wppconnect;

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
 * Reads wppconnect-server's {@code onpresencechanged} and the events about its connection. Only
 * presence has a time: when the page noticed the change, in milliseconds.
 */
public final class WppconnectEventReader implements EngineEventReader {
  @Override
  public boolean isAuthentic(IntakeRequest request, Secret secret) {
    return BasicPassword.is(secret, request);
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
    String kind = EngineFields.text(event, "event");
    if (EngineFields.isOfAnother(session.engine().session(), event, "session")) {
      return EventCollector.none();
    }
    return switch (kind) {
      case "onpresencechanged" -> presence(event);
      case "status-find" -> status(EngineFields.text(event, "status"), session.status());
      case "qrcode", "phoneCode" -> connection(because(State.CONNECTING, Reason.SCAN_QR));
      case "closesession" -> connection(SessionStatus.STOPPED);
      case "logoutsession" -> connection(because(State.DISCONNECTED, Reason.LOGGED_OUT));
      default -> EventCollector.none();
    };
  }

  /** Versions differ in the spelling of {@code disconnectedMobile}. */
  private static EngineEvents status(String word, SessionStatus before) {
    return switch (word) {
      case "inChat", "isLogged" -> connection(SessionStatus.CONNECTED);
      case "notLogged" -> connection(because(State.CONNECTING, Reason.SCAN_QR));
      case "qrReadSuccess" -> connection(new SessionStatus(State.CONNECTING, Optional.empty()));
      case "autocloseCalled", "qrReadFail", "qrReadError" ->
          connection(because(State.DISCONNECTED, Reason.QR_TIMEOUT));
      case "disconnectedMobile", "desconnectedMobile" ->
          connection(because(State.DISCONNECTED, Reason.LOGGED_OUT));
      case "browserClose", "serverClose" -> connection(closed(before));
      default -> EventCollector.unknownStatus(word);
    };
  }

  /** The browser closes also after a stop, a logout and a QR code that was not scanned. */
  private static SessionStatus closed(SessionStatus before) {
    return before.state() == State.DISCONNECTED && before.reason().isPresent()
        ? before
        : because(State.DISCONNECTED, Reason.FAILED);
  }

  private static EngineEvents connection(SessionStatus status) {
    return EventCollector.one(ConnectionReport.of(status));
  }

  private static SessionStatus because(State state, Reason reason) {
    return new SessionStatus(state, Optional.of(reason));
  }

  /** The states of a group are those of its participants. */
  private static EngineEvents presence(JsonNode event) {
    JsonNode id = event.path("id");
    if (!event.path("isGroup").asBoolean(false)) {
      return EventCollector.one(() -> person(event));
    }
    var reports = new EventCollector();
    for (JsonNode participant : EngineFields.array(event, "participants")) {
      reports.add(() -> told(about(participant, event).in(jid(id)), participant));
    }
    return reports.events();
  }

  private static Report person(JsonNode event) {
    Report report = told(about(event, event), event);
    return isOnline(event) && report.availability().isEmpty()
        ? report.with(Availability.AVAILABLE)
        : report;
  }

  private static Report about(JsonNode who, JsonNode event) {
    Jid jid = jid(who.path("id"));
    Report report = Report.about(EngineFields.identity(jid)).in(jid);
    return EngineFields.time(event.path("t")).map(report::at).orElse(report);
  }

  /** One state is both: who is available does not type. */
  private static Report told(Report report, JsonNode source) {
    return switch (source.path("state").asString("")) {
      case "available" -> report.with(Availability.AVAILABLE).with(Typing.PAUSED);
      case "unavailable" -> report.with(Availability.UNAVAILABLE);
      case "composing", "typing" -> report.with(Typing.COMPOSING);
      case "recording", "recording_audio" -> report.with(Typing.RECORDING);
      case "paused" -> report.with(Typing.PAUSED);
      default -> {
        if (!isOnline(source)) {
          throw new InvalidValue("unknown presence");
        }
        yield report.with(Availability.AVAILABLE);
      }
    };
  }

  private static boolean isOnline(JsonNode source) {
    return source.path("isOnline").asBoolean(false);
  }

  private static Jid jid(JsonNode id) {
    return id.stringValueOpt()
        .or(() -> id.path("_serialized").stringValueOpt())
        .map(Jid::parse)
        .orElseThrow(() -> new InvalidValue("no id"));
  }
}
