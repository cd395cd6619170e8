package dev.presently.api.session;

import dev.presently.api.Fields;
import dev.presently.core.InvalidValue;
import dev.presently.core.contact.Jid;
import dev.presently.core.contact.PhoneNumber;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.Destination;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The body of {@code POST /api/sessions}. */
record NewSession(
    SessionName name, EngineSettings engine, Session.Profile profile, boolean isStarted) {
  static NewSession read(Fields fields, AllowedPrivateHosts allowed) {
    return new NewSession(
        fields.required("name", SessionName::parse),
        engine(fields, allowed).orElse(EngineSettings.LOOPBACK),
        new Session.Profile(
            fields.optional("phoneNumber", PhoneNumber::parse),
            fields.optional("lid", NewSession::lid),
            fields.optional("pushName", Fields::label),
            fields.json("proxy"),
            fields.json("config")),
        fields.truth("start").orElse(false));
  }

  /** Reads the field {@code engine}. */
  static Optional<EngineSettings> engine(Fields fields, AllowedPrivateHosts allowed) {
    return fields.object("engine", engine -> readEngine(engine, allowed));
  }

  /** Parses the session's own LID. */
  static Jid lid(String text) {
    Jid jid = Jid.parse(text);
    if (jid.server() != Jid.Server.LID) {
      throw new InvalidValue("not a LID; accepted: digits@lid");
    }
    return jid;
  }

  /** The session to store; one to be started is stored as connected at once. */
  Session create(Instant now) {
    Session session = Session.create(name, engine, profile, now);
    return isStarted ? session.withStatus(SessionStatus.CONNECTED, now) : session;
  }

  private static EngineSettings readEngine(Fields fields, AllowedPrivateHosts allowed) {
    EngineType type = fields.required("type", EngineType::parse);
    Function<String, Destination> url = text -> Destination.parse(text, allowed);
    return new EngineSettings(
        type,
        type == EngineType.LOOPBACK
            ? fields.optional("url", url)
            : Optional.of(fields.required("url", url)),
        fields.optional("session", Fields::label),
        fields.secret("apiKey", Secret::parse),
        fields.secret("webhookSecret", Secret::parse));
  }
}
