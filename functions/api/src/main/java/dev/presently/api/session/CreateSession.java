package dev.presently.api.session;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.IntakeUrl;
import dev.presently.api.Responses;
import dev.presently.api.SessionJson;
import dev.presently.api.SessionScope;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.engine.Engines;
import dev.presently.core.engine.RemoteEngines;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /api/sessions}: the session is stored, and started if asked, before the answer. If a
 * remote engine fails to start, the session exists: the answer is 201 and shows what went wrong.
 */
public final class CreateSession extends ApiHandler {
  private static final int SECRET_BYTES = 32;

  private final SessionStore sessions;
  private final Engines engines;
  private final RemoteEngines remoteEngines;
  private final AllowedPrivateHosts allowed;
  private final Clock clock;

  public CreateSession() {
    this(System.getenv());
  }

  public CreateSession(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  CreateSession(ApiWiring wiring) {
    super(wiring.filters());
    this.sessions = wiring.sessions();
    this.engines = wiring.useCases().engines();
    this.remoteEngines = wiring.remoteEngines();
    this.allowed = wiring.allowedPrivateHosts();
    this.clock = wiring.clock();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    var engineInput = new EngineInput(remoteEngines, allowed, request.ownApi());
    NewSession input = request.body(fields -> NewSession.read(fields, engineInput));
    SessionScope.check(request.grant(), Optional.of(input.name()));
    Optional<Secret> generated =
        input.engine().isLoopback() || input.engine().webhookSecret().isPresent()
            ? Optional.empty()
            : Optional.of(randomSecret());
    EngineSettings engine = generated.map(input.engine()::withWebhookSecret).orElse(input.engine());
    if (input.isStarted() && !engine.isLoopback() && engine.url().isEmpty()) {
      return ApiResponse.error(
              409,
              "engine_cannot",
              "a session without engine.url cannot be started, because its engine only sends"
                  + " events; set engine.url or leave out start")
          .at("engine.url");
    }
    Optional<String> cannotStart =
        input.isStarted()
            ? remoteEngines.cannot(engine, new EngineCommand.Start(Optional.empty()))
            : Optional.empty();
    if (cannotStart.isPresent()) {
      return ApiResponse.error(409, "engine_cannot", cannotStart.get()).at("engine");
    }
    return switch (sessions.save(Optional.empty(), input.create(engine, clock.instant()))) {
      case SessionStore.Result.Saved(var session) -> {
        engines.created(session);
        yield SessionJson.created(
            input.isStarted() ? started(session, request.intakeUrl()) : session,
            request.intakeUrl(),
            generated);
      }
      case SessionStore.Result.Conflict() ->
          ApiResponse.error(
                  409, "session_exists", "a session named " + input.name() + " exists already")
              .at("name");
      case SessionStore.Result.JidTaken(var jid) -> Responses.jidTaken(jid);
    };
  }

  /** The session as it is stored after the start, whether that succeeded or not. */
  private Session started(Session session, IntakeUrl intake) {
    engines.of(session).start(intake.of(session.name()));
    return sessions.find(session.name()).orElse(session);
  }

  private static Secret randomSecret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
