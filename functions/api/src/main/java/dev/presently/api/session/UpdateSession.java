package dev.presently.api.session;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Fields;
import dev.presently.api.Responses;
import dev.presently.api.SessionJson;
import dev.presently.core.contact.PhoneNumber;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.Destination;
import dev.presently.core.engine.Engines;
import dev.presently.core.engine.RemoteEngines;
import dev.presently.core.session.ChangeSession;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * {@code PATCH /api/sessions/{session}}: subscribers of a changed address are informed before the
 * answer.
 */
public final class UpdateSession extends ApiHandler {
  private final ChangeSession sessions;
  private final Engines engines;
  private final RemoteEngines remoteEngines;
  private final AllowedPrivateHosts allowed;

  public UpdateSession() {
    this(System.getenv());
  }

  public UpdateSession(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  UpdateSession(ApiWiring wiring) {
    super(wiring.filters());
    this.sessions = wiring.useCases().changeSession();
    this.engines = wiring.useCases().engines();
    this.remoteEngines = wiring.remoteEngines();
    this.allowed = wiring.allowedPrivateHosts();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    BiFunction<Session, Instant, Session> change =
        request.body(
            fields -> read(fields, new EngineInput(remoteEngines, allowed, request.ownApi())));
    SessionName name = request.session();
    return switch (sessions.change(name, change)) {
      case ChangeSession.Result.Changed(var before, var after) -> {
        engines.moved(before, after);
        yield SessionJson.answer(200, after, request.intakeUrl());
      }
      case ChangeSession.Result.NoSuchSession() -> Responses.noSession(name);
      case ChangeSession.Result.JidTaken(var jid) -> Responses.jidTaken(jid);
    };
  }

  /** Absent fields keep their value. */
  private BiFunction<Session, Instant, Session> read(Fields fields, EngineInput engines) {
    var phoneNumber =
        fields.patch("phoneNumber", name -> fields.optional(name, PhoneNumber::parse));
    var lid = fields.patch("lid", name -> fields.optional(name, NewSession::lid));
    var pushName = fields.patch("pushName", name -> fields.optional(name, Fields::label));
    Optional<EngineSettings> engine = engines.read(fields);
    return (session, now) -> {
      Session.Profile profile = session.profile();
      return session.changed(
          engine.map(given -> withSecretsOf(session.engine(), given)).orElse(session.engine()),
          new Session.Profile(
              phoneNumber.apply(profile.phoneNumber()),
              lid.apply(profile.lid()),
              pushName.apply(profile.pushName()),
              profile.proxy(),
              profile.config()),
          now);
    };
  }

  /**
   * A secret that is not given stays while the engine's type stays. The API key stays only while
   * the URL has the same origin: otherwise another host would get it.
   */
  private static EngineSettings withSecretsOf(EngineSettings before, EngineSettings given) {
    if (!given.type().equals(before.type())) {
      return given;
    }
    Optional<Secret> sameHostKey =
        before.apiKey().filter(_ -> origin(before.url()).equals(origin(given.url())));
    return new EngineSettings(
        given.type(),
        given.url(),
        given.session(),
        given.apiKey().or(() -> sameHostKey),
        given.webhookSecret().or(before::webhookSecret),
        given.options());
  }

  private static Optional<String> origin(Optional<Destination> url) {
    return url.map(at -> at.uri().getScheme() + "://" + at.host() + ":" + at.uri().getPort());
  }
}
