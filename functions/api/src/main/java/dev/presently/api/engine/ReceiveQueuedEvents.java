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
import dev.presently.core.InvalidValue;
import dev.presently.core.engine.ApplyEngineEvents;
import dev.presently.core.engine.EngineEvents;
import dev.presently.core.engine.RemoteEngine;
import dev.presently.core.engine.RemoteEngines;
import dev.presently.core.engine.SessionsByEngine;
import dev.presently.core.session.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Receives the events that an engine sends to a queue of its own: message groups in parallel, the
 * messages of a group in order. Access to the queue is what authenticates them. A message is done
 * when all sessions of its engine session have stored what it says; a fault of Presently returns it
 * and those behind it in its group, and SQS delivers them again. A message that cannot be read, or
 * of no session, is set aside with a line in the log: the queue is the engine's, and its group
 * would wait for it.
 */
public final class ReceiveQueuedEvents implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private static final String OPERATION = "receiveQueuedEvents";
  private static final String MEDIA_TYPE = "application/json";

  /** Ten seconds of conflicts with other writers, with a margin. */
  private static final Duration LONGEST = Duration.ofSeconds(13);

  private final RemoteEngines engines;
  private final SessionsByEngine sessions;
  private final ApplyEngineEvents applyEvents;
  private final UnknownStatuses unknownStatuses;
  private final RequestLog log;
  private final Clock clock;
  private final BatchProcessor groups;

  public ReceiveQueuedEvents() {
    this(System.getenv());
  }

  public ReceiveQueuedEvents(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  ReceiveQueuedEvents(ApiWiring wiring) {
    this.engines = wiring.remoteEngines();
    this.sessions = new SessionsByEngine(wiring.sessions(), wiring.clock());
    this.applyEvents = wiring.useCases().applyEngineEvents();
    this.unknownStatuses = new UnknownStatuses(wiring.requestLog());
    this.log = wiring.requestLog();
    this.clock = wiring.clock();
    this.groups =
        BatchProcessor.byMessageGroup(
            LONGEST, (message, e) -> log.failed(OPERATION, message.getMessageId(), e));
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return groups.process(event, context::getRemainingTimeInMillis, this::receive);
  }

  private void receive(SQSMessage message) {
    byte[] body = message.getBody().getBytes(UTF_8);
    int receivers = 0;
    int accepted = 0;
    int ignored = 0;
    try {
      for (RemoteEngine engine : all()) {
        for (Session session : receivers(engine, body, sentAt(message))) {
          EngineEvents events = engine.events().read(session, body, MEDIA_TYPE);
          applyEvents.apply(session, events);
          unknownStatuses.log(engine.type(), events.unknownStatuses());
          receivers++;
          accepted += events.accepted();
          ignored += events.ignored();
        }
      }
    } catch (InvalidValue e) {
      log.unreadable(OPERATION, message.getMessageId(), e);
      return;
    }
    log.received(OPERATION, message.getMessageId(), receivers, accepted, ignored);
  }

  private List<RemoteEngine> all() {
    return engines.types().stream().flatMap(type -> engines.find(type).stream()).toList();
  }

  private List<Session> receivers(RemoteEngine engine, byte[] body, Instant sentAt) {
    return engine
        .events()
        .engineSession(body)
        .map(name -> sessions.find(engine.type(), name, sentAt))
        .orElse(List.of());
  }

  private Instant sentAt(SQSMessage message) {
    return Optional.ofNullable(message.getAttributes())
        .map(attributes -> attributes.get("SentTimestamp"))
        .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)))
        .orElseGet(clock::instant);
  }
}
