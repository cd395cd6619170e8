package dev.presently.api.engine;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.RefusedRequest;
import dev.presently.api.Responses;
import dev.presently.core.DependencyFailed;
import dev.presently.core.InvalidValue;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.Authenticate;
import dev.presently.core.access.Scope;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.ApplyEngineEvents;
import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.engine.EngineEvents;
import dev.presently.core.engine.IntakeRequest;
import dev.presently.core.engine.IntakeStore;
import dev.presently.core.engine.RemoteEngine;
import dev.presently.core.engine.RemoteEngines;
import dev.presently.core.presence.PresenceKey;
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

/**
 * {@code POST /api/intake/{session}}, at the API and at a Function URL: accepted reports are stored
 * before the answer.
 */
public final class ReceiveEngineEvents extends ApiHandler {
  private static final int TRIES = 5;

  /** What a state of the session leads to. */
  private sealed interface Step {
    record Accepted(EngineEvents events) implements Step {}

    record Refused() implements Step {}

    /** To be tried with this state, which is newer. */
    record Again(Optional<Session> current) implements Step {}
  }

  private final SessionStore sessions;
  private final RemoteEngines engines;
  private final IntakeStore intakes;
  private final ApplyEngineEvents events;
  private final Authenticate keys;
  private final Clock clock;
  private final Secret unknownSecret = new Secret(UUID.randomUUID().toString());
  private final RecentSessions recentSessions = new RecentSessions();
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
    this.intakes = wiring.intakes();
    this.events = wiring.useCases().applyEngineEvents();
    this.keys = wiring.authenticateHolders();
    this.unknownStatuses = new UnknownStatuses(wiring.requestLog());
    this.clock = wiring.clock();
  }

  @Override
  protected boolean hasFunctionUrl() {
    return true;
  }

  /**
   * A recent state of the session spares the read of it: it lets the body be read, and what the
   * body says is applied only if that is still the session's state when its contacts are read.
   * Every refusal takes the same reads and the same work, whether there is such a session, recently
   * used or not, whatever its engine, and whatever is wrong with the proof.
   */
  @Override
  protected ApiResponse handle(ApiRequest request) {
    if (!request.namesSession()) {
      return ApiResponse.error(404, "not_found", "no such route or method");
    }
    SessionName name = request.session();
    var intake = new IntakeRequest(request.rawBody(), request::header, clock.instant());
    boolean hasKey = hasKey(intake, name);
    Step step = guess(request, intake, hasKey);
    for (int i = 0; i < TRIES && step instanceof Step.Again(var current); i++) {
      step = receive(request, intake, hasKey, current);
    }
    return switch (step) {
      case Step.Accepted(var events) -> Responses.intake(events);
      case Step.Refused() -> refusal();
      case Step.Again _ ->
          throw new DependencyFailed("the session changed " + TRIES + " times during a request");
    };
  }

  /** Whatever is wrong for a recent state may be right for the current one. */
  private Step guess(ApiRequest request, IntakeRequest intake, boolean hasKey) {
    try {
      Step step = receive(request, intake, hasKey, recentSessions.find(request.session()));
      if (!(step instanceof Step.Refused)) {
        return step;
      }
    } catch (InvalidValue | RefusedRequest e) {
      // The session's type or settings may have changed: the current ones decide.
    }
    return new Step.Again(sessions.find(request.session()));
  }

  @Override
  protected void prime() {
    var nobody = new SessionName("priming");
    intakes.find(nobody, Set.of(PresenceKey.of(nobody, Jid.lid("1"))));
  }

  private Step receive(
      ApiRequest request, IntakeRequest intake, boolean hasKey, Optional<Session> found) {
    Optional<Secret> secret = found.flatMap(session -> session.engine().webhookSecret());
    Set<EngineType> proven = proven(intake, secret.orElse(unknownSecret));
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
        .orElseGet(Step.Refused::new);
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

  private Step apply(ApiRequest request, Session session, EngineEventReader reader) {
    EngineEvents intake = reader.read(session, request.checkedBody(reader.mediaTypes()));
    return switch (events.apply(session, intake)) {
      case ApplyEngineEvents.Result.Applied() -> {
        recentSessions.put(session);
        unknownStatuses.log(session.engine().type(), intake.unknownStatuses());
        yield new Step.Accepted(intake);
      }
      case ApplyEngineEvents.Result.SessionChanged(var current) -> new Step.Again(current);
    };
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
