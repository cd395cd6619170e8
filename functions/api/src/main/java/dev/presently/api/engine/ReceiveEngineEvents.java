package dev.presently.api.engine;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.RequestFilters;
import dev.presently.api.Responses;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.Authenticate;
import dev.presently.core.access.Scope;
import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.engine.EngineSignature;
import dev.presently.core.presence.ApplyReport;
import dev.presently.core.presence.Report;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionStore;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** {@code POST /api/intake/{session}}: what it accepted is stored when it answers. */
public final class ReceiveEngineEvents extends ApiHandler {
  private final SessionStore sessions;
  private final Function<EngineType, Optional<EngineEventReader>> engines;
  private final ApplyReport reports;
  private final Authenticate keys;

  public ReceiveEngineEvents() {
    this(System.getenv());
  }

  public ReceiveEngineEvents(Map<String, String> environment) {
    var wiring = ApiWiring.of(environment);
    this(
        wiring.sessions(),
        wiring.engineEvents(),
        wiring.applyReport(),
        wiring.authenticateHolders(),
        wiring.openEntrance());
  }

  ReceiveEngineEvents(
      SessionStore sessions,
      Function<EngineType, Optional<EngineEventReader>> engines,
      ApplyReport reports,
      Authenticate keys,
      RequestFilters entrance) {
    super(entrance);
    this.sessions = sessions;
    this.engines = engines;
    this.reports = reports;
    this.keys = keys;
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    Optional<Session> session = sessions.find(request.session());
    return session
        .flatMap(known -> engines.apply(known.engine().type()))
        .filter(events -> isAuthentic(request, session.orElseThrow(), events))
        .map(events -> take(request, session.orElseThrow(), events))
        .orElseGet(() -> refusal(session));
  }

  /** A session with a secret takes what is signed with it alone; one without takes a key. */
  private boolean isAuthentic(ApiRequest request, Session session, EngineEventReader events) {
    return session
        .engine()
        .webhookSecret()
        .map(secret -> isSigned(request, events.signature(), secret))
        .orElseGet(() -> hasKey(request, session));
  }

  private static boolean isSigned(ApiRequest request, EngineSignature signature, Secret secret) {
    return request
        .header(signature.header())
        .filter(given -> signature.isOf(request.rawBody(), secret, given))
        .isPresent();
  }

  private boolean hasKey(ApiRequest request, Session session) {
    return request
        .header("Authorization")
        .map(keys::authenticate)
        .filter(
            found ->
                found instanceof Authenticate.Result.Holder(ApiKey key)
                    && key.grant().allows(Scope.PRESENCE_INTAKE)
                    && key.grant().reaches(session.name()))
        .isPresent();
  }

  private ApiResponse take(ApiRequest request, Session session, EngineEventReader events) {
    EngineEventReader.Intake intake =
        events.read(request.rawBody(), request.mediaType(events.mediaTypes()));
    for (Report report : intake.reports()) {
      reports.apply(session.name(), report);
    }
    return IntakeJson.answer(intake);
  }

  /** Whoever is not authentic does not learn whether there is such a session. */
  private static ApiResponse refusal(Optional<Session> session) {
    return session.filter(known -> known.engine().isLoopback()).isPresent()
        ? Responses.cannot("loopback")
        : ApiResponse.error(
            401,
            "unauthorized",
            "the body has no valid signature for this session, or the session has no webhookSecret"
                + " and the request no key with the scope presence:intake");
  }
}
