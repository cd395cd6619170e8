package dev.presently.api.session;

import dev.presently.api.Fields;
import dev.presently.core.InvalidValue;
import dev.presently.core.contact.Jid;
import dev.presently.core.contact.PhoneNumber;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import java.time.Instant;

/** The body of {@code POST /api/sessions}. */
record NewSession(
    SessionName name, EngineSettings engine, Session.Profile profile, boolean isStarted) {
  /** Of {@code proxy} and of {@code config}. */
  private static final int MAX_JSON_BYTES = 16 * 1024;

  static NewSession read(Fields fields, EngineInput engines) {
    return new NewSession(
        fields.required("name", SessionName::parse),
        engines.read(fields).orElse(EngineSettings.LOOPBACK),
        new Session.Profile(
            fields.optional("phoneNumber", PhoneNumber::parse),
            fields.optional("lid", NewSession::lid),
            fields.optional("pushName", Fields::label),
            fields.json("proxy", MAX_JSON_BYTES),
            fields.json("config", MAX_JSON_BYTES)),
        fields.truth("start").orElse(false));
  }

  /** Parses the session's own LID. */
  static Jid lid(String text) {
    Jid jid = Jid.parse(text);
    if (jid.server() != Jid.Server.LID) {
      throw new InvalidValue("not a LID; accepted: digits@lid");
    }
    return jid;
  }

  /** The session to store; a loopback session to be started is stored as connected at once. */
  Session create(EngineSettings settings, Instant now) {
    Session session = Session.create(name, settings, profile, now);
    return isStarted && settings.isLoopback()
        ? session.withStatus(SessionStatus.CONNECTED, now)
        : session;
  }
}
