package dev.presently.api.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.presently.adapters.lambda.BatchProcessor;
import dev.presently.api.ApiWiring;
import dev.presently.api.RequestLog;
import dev.presently.core.DependencyFailed;
import dev.presently.core.InvalidValue;
import dev.presently.core.RequestId;
import dev.presently.core.engine.ApplyEngineEvents;
import dev.presently.core.engine.EngineEvents;
import dev.presently.core.engine.RemoteEngine;
import dev.presently.core.engine.RemoteEngines;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Receives the events that an engine sends to a queue of its own: message groups in parallel, the
 * messages of a group in order. Access to the queue is what authenticates them. An event is that of
 * the session whose name and whose {@code engine.session} are the engine's session that it names: a
 * key that is limited to other sessions cannot get it. A fault of Presently returns the message and
 * those behind it in its group, and SQS delivers them again. A message that cannot be read, or of
 * no session, is set aside with a line in the log: the queue is the engine's, and its group would
 * wait for it.
 */
public final class ReceiveQueuedEvents implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private static final String OPERATION = "receiveQueuedEvents";
  private static final int TRIES = 5;

  /** Ten seconds of conflicts with other writers, with a margin. */
  private static final Duration LONGEST = Duration.ofSeconds(13);

  private final RemoteEngines engines;
  private final SessionStore sessions;
  private final ApplyEngineEvents applyEvents;
  private final UnknownStatuses unknownStatuses;
  private final RequestLog log;
  private final BatchProcessor groups;

  public ReceiveQueuedEvents() {
    this(System.getenv());
  }

  public ReceiveQueuedEvents(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  ReceiveQueuedEvents(ApiWiring wiring) {
    this.engines = wiring.remoteEngines();
    this.sessions = wiring.sessions();
    this.applyEvents = wiring.useCases().applyEngineEvents();
    this.unknownStatuses = new UnknownStatuses(wiring.requestLog());
    this.log = wiring.requestLog();
    this.groups =
        BatchProcessor.byMessageGroup(
            LONGEST, (message, e) -> log.failed(OPERATION, message.getMessageId(), e));
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return groups.process(event, context::getRemainingTimeInMillis, this::receive);
  }

  private void receive(SQSMessage message) {
    new RequestId(message.getMessageId()).during(() -> apply(message));
  }

  private void apply(SQSMessage message) {
    byte[] body = message.getBody().getBytes(UTF_8);
    try {
      for (RemoteEngine engine : all()) {
        Optional<Session> session =
            engine.events().engineSession(body).flatMap(name -> find(engine, name));
        if (session.isPresent()) {
          EngineEvents events = apply(engine, session.get(), body);
          unknownStatuses.log(engine.type(), events.unknownStatuses());
          log.received(OPERATION, message.getMessageId(), events.accepted(), events.ignored());
          return;
        }
      }
      log.ofNoSession(OPERATION, message.getMessageId());
    } catch (InvalidValue e) {
      log.unreadable(OPERATION, message.getMessageId(), e);
    }
  }

  private EngineEvents apply(RemoteEngine engine, Session found, byte[] body) {
    Optional<Session> session = Optional.of(found);
    for (int i = 0; i < TRIES && session.isPresent(); i++) {
      EngineEvents events = engine.events().read(session.get(), body);
      switch (applyEvents.apply(session.get(), events)) {
        case ApplyEngineEvents.Result.Applied() -> {
          return events;
        }
        case ApplyEngineEvents.Result.SessionChanged(var current) ->
            session = current.filter(now -> now.engine().equals(found.engine()));
      }
    }
    throw new DependencyFailed("the session changed while its events were received");
  }

  private List<RemoteEngine> all() {
    return engines.types().stream().flatMap(type -> engines.find(type).stream()).toList();
  }

  private Optional<Session> find(RemoteEngine engine, String engineSession) {
    return name(engineSession)
        .flatMap(sessions::find)
        .filter(session -> session.engine().type().equals(engine.type()))
        .filter(session -> session.engine().session().equals(Optional.of(engineSession)));
  }

  /** Not every name of an engine's session can be that of a session. */
  private static Optional<SessionName> name(String engineSession) {
    try {
      return Optional.of(new SessionName(engineSession));
    } catch (InvalidValue e) {
      return Optional.empty();
    }
  }
}
