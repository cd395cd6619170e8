package dev.presently.adapters.engines.gowa;

import dev.presently.adapters.engines.EngineFields;
import dev.presently.adapters.engines.EventCollector;
import dev.presently.adapters.json.StrictJson;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.engine.EngineEvents;
import dev.presently.core.engine.EngineSignature;
import dev.presently.core.engine.IntakeRequest;
import dev.presently.core.presence.Report;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads GOWA's {@code chat_presence}. It has no id; {@code timestamp} is when the body was written.
 */
public final class GowaEventReader implements EngineEventReader {
  static final String CHAT_PRESENCE = "chat_presence";

  private static final EngineSignature SIGNATURE =
      new EngineSignature("X-Hub-Signature-256", "HmacSHA256", "sha256=");

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
    ObjectNode envelope = StrictJson.requestBody(body);
    return EngineFields.text(envelope, "event").equals(CHAT_PRESENCE)
            // session_id is the device id; device_id is the JID of its account.
            && !EngineFields.isOfAnother(session.engine().session(), envelope, "session_id")
        ? typing(envelope, EngineFields.object(envelope, "payload"))
        : EventCollector.none();
  }

  private static EngineEvents typing(JsonNode envelope, JsonNode payload) {
    String from = EngineFields.text(payload, "from");
    String chat = EngineFields.text(payload, "chat_id");
    String state = EngineFields.text(payload, "state");
    return EventCollector.one(
        () -> {
          Report report =
              Report.about(sender(from, payload))
                  .in(Jid.parse(chat))
                  .with(EngineFields.typing(state, payload.path("media").stringValueOpt()));
          return EngineFields.time(envelope.path("timestamp")).map(report::at).orElse(report);
        });
  }

  /** {@code from} is a phone number if it is known; {@code from_lid} is there for hidden ids. */
  private static Identity sender(String from, JsonNode payload) {
    return EngineFields.identity(Jid.parse(from), EngineFields.optionalJid(payload, "from_lid"));
  }
}
