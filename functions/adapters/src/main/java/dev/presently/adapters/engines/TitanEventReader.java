package dev.presently.adapters.engines;

import dev.presently.adapters.json.Json;
import dev.presently.adapters.json.RequestJson;
import dev.presently.core.InvalidValue;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.contact.PhoneNumber;
import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.engine.EngineSignature;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Report;
import dev.presently.core.presence.Typing;
import java.util.Optional;
import java.util.Set;

/** Reads Titan's {@code presence.update} (docs.usetitan.app, Webhooks). */
public final class TitanEventReader implements EngineEventReader {
  private static final EngineSignature SIGNATURE =
      new EngineSignature("X-Webhook-Signature", "HmacSHA256", "sha256=");

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
    if (!EngineEnvelope.text(event, "event").equals("presence.update")) {
      return ReportCollector.none();
    }
    Json.Obj payload = EngineEnvelope.object(event, "payload");
    Json.Obj from = EngineEnvelope.object(payload, "from");
    return new ReportCollector().add(() -> presence(event, payload, from)).intake();
  }

  private static Optional<Report> presence(Json.Obj event, Json.Obj payload, Json.Obj from) {
    Optional<Jid> chat = from.text("id").map(Jid::parse);
    Identity who = person(chat.isPresent() ? payload.object("sender") : from);
    Report nothing = Report.about(who);
    Report report =
        payload
            .truth("unavailable")
            .map(left -> left ? Availability.UNAVAILABLE : Availability.AVAILABLE)
            .map(nothing::is)
            .orElse(nothing);
    report = typing(payload).map(report::does).orElse(report);
    report = report.lastSeen(EngineTimes.lastSeen(EngineTimes.seconds(payload.number("lastSeen"))));
    if (report.equals(nothing)) {
      return Optional.empty();
    }
    report = chat.map(report::in).orElse(report);
    report = EngineTimes.iso(event.text("timestamp")).map(report::at).orElse(report);
    return Optional.of(event.text("id").map(report::from).orElse(report));
  }

  private static Optional<Typing> typing(Json.Obj payload) {
    return payload.text("state").map(state -> ChatStates.typing(state, payload.text("media")));
  }

  /**
   * A JIDRef: at least one of a phone number and a LID of bare digits, and which of them counts.
   */
  private static Identity person(Json.Obj ref) {
    Optional<Jid> phone = ref.text("phoneNumber").map(PhoneNumber::parse).map(PhoneNumber::jid);
    Optional<Jid> lid = ref.text("lid").map(Jid::lid);
    boolean byLid = phone.isEmpty() || ref.text("mode").filter("lid"::equals).isPresent();
    Jid used =
        (byLid ? lid.or(() -> phone) : phone)
            .orElseThrow(() -> new InvalidValue("neither a phone number nor a LID"));
    return EngineIdentities.identity(used, byLid ? phone : lid);
  }
}
