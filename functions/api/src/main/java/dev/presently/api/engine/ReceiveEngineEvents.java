package dev.presently.api.engine;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Responses;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.Authenticate;
import dev.presently.core.access.Scope;
import dev.presently.core.engine.ApplyEngineEvents;
import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.engine.EngineEvents;
import dev.presently.core.engine.IntakeRequest;
import dev.presently.core.engine.RemoteEngine;
import dev.presently.core.engine.RemoteEngines;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * {@code POST /api/intake/{session}}, at the API and at a Function URL: accepted reports are stored
 * before the answer.
 */
public final class ReceiveEngineEvents extends ApiHandler {
  private final SessionStore sessions;
  private final RemoteEngines engines;
  private final ApplyEngineEvents events;
  private final Authenticate keys;
  private final Clock clock;
  private final Secret unknownSecret = new Secret(UUID.randomUUID().toString());
  private final UnknownStatuses unknownStatuses;

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
    this.events = wiring.useCases().applyEngineEvents();
    this.keys = wiring.authenticateHolders();
    this.unknownStatuses = new UnknownStatuses(wiring.requestLog());
    this.clock = wiring.clock();
  }

  @Override
  protected JsonNode proxyEvent(JsonNode event) {
    return FunctionUrlEvent.asProxyEvent(event);
  }

  /**
   * Every refusal takes the same reads and the same work, whether there is such a session, whatever
   * its engine, and whatever is wrong with the proof.
   */
  @Override
  protected ApiResponse handle(ApiRequest request) {
    if (!request.namesSession()) {
      return ApiResponse.error(404, "not_found", "no such route or method");
    }
    SessionName name = request.session();
    Optional<Session> found = sessions.find(name);
    var intake = new IntakeRequest(request.rawBody(), request::header, clock.instant());
    Optional<Secret> secret = found.flatMap(session -> session.engine().webhookSecret());
    Set<EngineType> proven = proven(intake, secret.orElse(unknownSecret));
    boolean hasKey = hasKey(intake, name);
    return found
        .flatMap(
            session ->
                engines
                    .find(session.engine().type())
                    .map(RemoteEngine::events)
                    .filter(
                        reader ->
                            (secret.isPresent() && proven.contains(session.engine().type()))
                                || ((secret.isEmpty() || reader.acceptsKeys()) && hasKey))
                    .map(reader -> apply(request, session, reader)))
        .orElseGet(ReceiveEngineEvents::refusal);
  }

  /** The engines for which the request proves that its sender knows the secret. */
  private Set<EngineType> proven(IntakeRequest intake, Secret secret) {
    return engines.types().stream()
        .filter(
            type ->
                engines
                    .find(type)
                    .filter(engine -> engine.events().isAuthentic(intake, secret))
                    .isPresent())
        .collect(Collectors.toSet());
  }

  /** An API key as bearer token, or as the password of a URL like {@code https://x:KEY@host}. */
  private boolean hasKey(IntakeRequest intake, SessionName session) {
    return intake
        .basicPassword()
        .map(key -> "Bearer " + key)
        .or(() -> intake.header("Authorization"))
        .map(keys::authenticate)
        .filter(
            result ->
                result instanceof Authenticate.Result.Holder(ApiKey key)
                    && key.grant().allows(Scope.PRESENCE_INTAKE)
                    && key.grant().reaches(session))
        .isPresent();
  }

  private ApiResponse apply(ApiRequest request, Session session, EngineEventReader reader) {
    EngineEvents intake = reader.read(session, request.checkedBody(reader.mediaTypes()));
    events.apply(session, intake);
    unknownStatuses.log(session.engine().type(), intake.unknownStatuses());
    return Responses.intake(intake);
  }

  /** An unauthenticated caller does not learn whether the session exists. */
  private static ApiResponse refusal() {
    return ApiResponse.error(
        401,
        "unauthorized",
        "the body has no valid signature for this session, and the request no key with the scope"
            + " presence:intake where one is accepted");
  }
}
