package dev.presently.api.engine;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Responses;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.Authenticate;
import dev.presently.core.access.Scope;
import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.engine.EngineEvents;
import dev.presently.core.engine.IntakeRequest;
import dev.presently.core.engine.RemoteEngine;
import dev.presently.core.engine.RemoteEngines;
import dev.presently.core.presence.ApplyReport;
import dev.presently.core.presence.Report;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionStore;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** {@code POST /api/intake/{session}}: accepted reports are stored before the answer. */
public final class ReceiveEngineEvents extends ApiHandler {
  private final SessionStore sessions;
  private final RemoteEngines engines;
  private final ApplyReport reports;
  private final Authenticate keys;
  private final Clock clock;

  public ReceiveEngineEvents() {
    this(System.getenv());
  }

  public ReceiveEngineEvents(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  ReceiveEngineEvents(ApiWiring wiring) {
    super(wiring.noFilters());
    this.sessions = wiring.sessions();
    this.engines = wiring.remoteEngines();
    this.reports = wiring.useCases().applyReport();
    this.keys = wiring.authenticateHolders();
    this.clock = wiring.clock();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    Optional<Session> session = sessions.find(request.session());
    return session
        .flatMap(found -> engines.find(found.engine().type()))
        .map(RemoteEngine::events)
        .filter(reader -> isAuthentic(request, session.orElseThrow(), reader))
        .map(reader -> apply(request, session.orElseThrow(), reader))
        .orElseGet(() -> refusal(session));
  }

  /** A session with a secret needs proof of it; a session without one needs an API key. */
  private boolean isAuthentic(ApiRequest request, Session session, EngineEventReader reader) {
    var intake = new IntakeRequest(request.rawBody(), request::header, clock.instant());
    return session
        .engine()
        .webhookSecret()
        .map(secret -> reader.isAuthentic(intake, secret))
        .orElseGet(() -> hasKey(request, session));
  }

  private boolean hasKey(ApiRequest request, Session session) {
    return request
        .header("Authorization")
        .map(keys::authenticate)
        .filter(
            result ->
                result instanceof Authenticate.Result.Holder(ApiKey key)
                    && key.grant().allows(Scope.PRESENCE_INTAKE)
                    && key.grant().reaches(session.name()))
        .isPresent();
  }

  private ApiResponse apply(ApiRequest request, Session session, EngineEventReader reader) {
    EngineEvents intake =
        reader.read(session, request.rawBody(), request.mediaType(reader.mediaTypes()));
    for (Report report : intake.reports()) {
      reports.apply(session.name(), report);
    }
    return Responses.intake(intake);
  }

  /** An unauthenticated caller does not learn whether the session exists. */
  private static ApiResponse refusal(Optional<Session> session) {
    return session.filter(found -> found.engine().isLoopback()).isPresent()
        ? Responses.cannot("loopback")
        : ApiResponse.error(
            401,
            "unauthorized",
            "the body has no valid signature for this session, or the session has no webhookSecret"
                + " and the request no key with the scope presence:intake");
  }
}
