package dev.presently.adapters.engines;

import dev.presently.adapters.json.Json;
import dev.presently.adapters.json.RequestJson;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.engine.EngineSignature;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Report;
import dev.presently.core.presence.Typing;
import java.util.Optional;
import java.util.Set;

/**
 * Reads WAHA's {@code presence.update} and {@code message} (waha.devlike.pro, Events). Times are
 * milliseconds on the envelope and seconds in {@code lastSeen}; releases before 2025 have neither
 * id nor time on the envelope.
 */
public final class WahaEventReader implements EngineEventReader {
  private static final EngineSignature SIGNATURE =
      new EngineSignature("X-Webhook-Hmac", "HmacSHA512", "");

  @Override
  public EngineSignature signature() {
    return SIGNATURE;
  }

  @Override
  public Set<String> mediaTypes() {
    return MediaTypes.JSON;
  }

  @Override
  public Intake read(byte[] body, String mediaType) {
    Json.Obj event = RequestJson.object(body);
    return switch (EngineEnvelope.text(event, "event")) {
      case "presence.update" -> presences(event, EngineEnvelope.object(event, "payload"));
      case "message" -> message(event, EngineEnvelope.object(event, "payload"));
      default -> ReportCollector.none();
    };
  }

  private static Intake presences(Json.Obj event, Json.Obj payload) {
    String chat = EngineEnvelope.text(payload, "id");
    var reports = new ReportCollector();
    for (Json item : EngineEnvelope.array(payload, "presences")) {
      reports.add(() -> presence(event, Jid.parse(chat), item));
    }
    return reports.intake();
  }

  private static Optional<Report> presence(Json.Obj event, Jid chat, Json item) {
    if (!(item instanceof Json.Obj told)) {
      return Optional.empty();
    }
    Jid who = told.text("participant").map(Jid::parse).orElse(chat);
    Report about =
        about(event, who, chat)
            .lastSeen(EngineTimes.lastSeen(EngineTimes.seconds(told.number("lastSeen"))));
    return switch (told.text("lastKnownPresence").orElse("")) {
      case "online" -> Optional.of(about.is(Availability.AVAILABLE));
      case "offline" -> Optional.of(about.is(Availability.UNAVAILABLE));
      case "typing" -> Optional.of(about.does(Typing.COMPOSING));
      case "recording" -> Optional.of(about.does(Typing.RECORDING));
      case "paused" -> Optional.of(about.does(Typing.PAUSED));
      default -> Optional.empty();
    };
  }

  /** In a group {@code from} is the group, and the sender stands in {@code participant}. */
  private static Intake message(Json.Obj event, Json.Obj payload) {
    if (payload.truth("fromMe").orElse(false)) {
      return ReportCollector.none();
    }
    String from = EngineEnvelope.text(payload, "from");
    return new ReportCollector()
        .add(
            () -> {
              Jid chat = Jid.parse(from);
              Jid sender = payload.text("participant").map(Jid::parse).orElse(chat);
              return Optional.of(about(event, sender, chat).does(Typing.PAUSED));
            })
        .intake();
  }

  private static Report about(Json.Obj event, Jid who, Jid chat) {
    Report report = Report.about(EngineIdentities.identity(who)).in(chat);
    report = EngineTimes.milliseconds(event.number("timestamp")).map(report::at).orElse(report);
    return event.text("id").map(report::from).orElse(report);
  }
}
