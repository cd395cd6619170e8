package dev.presently.adapters.engines.waha;

import dev.presently.adapters.engines.EngineFields;
import dev.presently.adapters.engines.EventCollector;
import dev.presently.adapters.json.StrictJson;
import dev.presently.core.InvalidValue;
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
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads WAHA's {@code presence.update}, {@code message} and {@code session.status}
 * (waha.devlike.pro, Events). Releases before 2025 have neither id nor time on the envelope.
 */
public final class WahaEventReader implements EngineEventReader {
  private static final EngineSignature SIGNATURE =
      new EngineSignature("X-Webhook-Hmac", "HmacSHA512", "");

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
    // A webhook for all sessions of the server (WHATSAPP_HOOK_URL) mixes accounts.
    if (EngineFields.isOfAnother(
        Optional.of(WahaCommands.session(session.engine())), event, "session")) {
      return EventCollector.none();
    }
    return switch (kind) {
      case "presence.update" -> presences(event, EngineFields.object(event, "payload"));
      case "message" -> message(event, EngineFields.object(event, "payload"));
      case "session.status" ->
          new WahaStatusEvent(event, EngineFields.object(event, "payload"), session).read();
      default -> EventCollector.none();
    };
  }

  private static EngineEvents presences(JsonNode event, JsonNode payload) {
    String chat = EngineFields.text(payload, "id");
    var reports = new EventCollector();
    for (JsonNode presence : EngineFields.array(payload, "presences")) {
      reports.add(() -> presence(event, Jid.parse(chat), presence));
    }
    return reports.events();
  }

  private static Report presence(JsonNode event, Jid chat, JsonNode presence) {
    Report report =
        about(event, participant(presence, chat), chat)
            .with(EngineFields.lastSeen(EngineFields.time(presence.path("lastSeen"))));
    return switch (presence.path("lastKnownPresence").stringValueOpt().orElse("")) {
      case "online" -> online(report.with(Availability.AVAILABLE), event);
      case "offline" -> report.with(Availability.UNAVAILABLE);
      case "typing" -> report.with(Typing.COMPOSING);
      case "recording" -> report.with(Typing.RECORDING);
      case "paused" -> report.with(Typing.PAUSED);
      default -> throw new InvalidValue("unknown presence");
    };
  }

  /** WAHA's engine NOWEB tells the end of typing as online, without a word of its own. */
  private static Report online(Report report, JsonNode event) {
    return event.path("engine").asString("").equals("NOWEB") ? report.with(Typing.PAUSED) : report;
  }

  /** In a group {@code from} is the group and {@code participant} the sender. */
  private static EngineEvents message(JsonNode event, JsonNode payload) {
    if (payload.path("fromMe").booleanValueOpt().orElse(false)) {
      return EventCollector.none();
    }
    String from = EngineFields.text(payload, "from");
    return EventCollector.one(
        () -> {
          Jid chat = Jid.parse(from);
          return about(event, participant(payload, chat), chat).with(Typing.PAUSED);
        });
  }

  private static Jid participant(JsonNode from, Jid chat) {
    return EngineFields.optionalText(from, "participant").map(Jid::parse).orElse(chat);
  }

  private static Report about(JsonNode event, Jid who, Jid chat) {
    Report report = Report.about(EngineFields.identity(who)).in(chat);
    report = EngineFields.time(event.path("timestamp")).map(report::at).orElse(report);
    return event.path("id").stringValueOpt().map(report::withEventId).orElse(report);
  }
}
