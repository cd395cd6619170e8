package dev.presently.api.session;

import dev.presently.api.Fields;
import dev.presently.core.InvalidValue;
import dev.presently.core.contact.Jid;
import dev.presently.core.contact.PhoneNumber;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.Destination;
import dev.presently.core.engine.RemoteEngine;
import dev.presently.core.engine.RemoteEngines;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The body of {@code POST /api/sessions}. */
record NewSession(
    SessionName name, EngineSettings engine, Session.Profile profile, boolean isStarted) {
  static NewSession read(Fields fields, RemoteEngines engines, AllowedPrivateHosts allowed) {
    return new NewSession(
        fields.required("name", SessionName::parse),
        engine(fields, engines, allowed).orElse(EngineSettings.LOOPBACK),
        new Session.Profile(
            fields.optional("phoneNumber", PhoneNumber::parse),
            fields.optional("lid", NewSession::lid),
            fields.optional("pushName", Fields::label),
            fields.json("proxy"),
            fields.json("config")),
        fields.truth("start").orElse(false));
  }

  /** Reads the engine of a session. */
  static Optional<EngineSettings> engine(
      Fields fields, RemoteEngines engines, AllowedPrivateHosts allowed) {
    return fields.object("engine", engine -> readEngine(engine, engines, allowed));
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

  private static EngineSettings readEngine(
      Fields fields, RemoteEngines engines, AllowedPrivateHosts allowed) {
    EngineType type = fields.required("type", text -> engineType(text, engines));
    boolean needsUrl = engines.find(type).filter(RemoteEngine::needsUrl).isPresent();
    Function<String, Destination> url = text -> Destination.parse(text, allowed);
    return new EngineSettings(
        type,
        needsUrl ? Optional.of(fields.required("url", url)) : fields.optional("url", url),
        fields.optional("session", Fields::label),
        fields.secret("apiKey", Secret::parse),
        fields.secret("webhookSecret", Secret::parse),
        EngineSettings.Options.DEFAULT);
  }

  private static EngineType engineType(String text, RemoteEngines engines) {
    List<EngineType> accepted =
        Stream.concat(Stream.of(EngineType.LOOPBACK), engines.types().stream()).toList();
    return accepted.stream()
        .filter(type -> type.word().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidValue(
                    "not an engine type; accepted: "
                        + accepted.stream()
                            .map(EngineType::word)
                            .collect(Collectors.joining(", "))));
  }
}
