package dev.presently.api.engine;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.presently.adapters.lambda.BatchProcessor;
import dev.presently.api.ApiWiring;
import dev.presently.api.RequestLog;
import dev.presently.core.engine.ExecuteTending;
import dev.presently.core.engine.ExecuteTending.Result;
import dev.presently.core.engine.TendRequest;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * Takes messages from the Tend queue, each by itself: reads a session's status from its engine, or
 * asks the engine for the next contacts of a pass over the session's subscriptions. A message that
 * fails is delivered again and takes effect at most once. The template sends one message per batch.
 */
public final class TendSession implements RequestHandler<SQSEvent, SQSBatchResponse> {
  /** One command to an engine, with its reads and writes; the timeout is 25 s. */
  private static final Duration LONGEST = Duration.ofSeconds(23);

  private final Function<String, TendRequest> requests;
  private final ExecuteTending tendings;
  private final RequestLog log;
  private final BatchProcessor messages;

  public TendSession() {
    this(System.getenv());
  }

  public TendSession(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  TendSession(ApiWiring wiring) {
    this.requests = wiring::tendRequest;
    this.tendings = wiring.useCases().executeTending();
    this.log = wiring.requestLog();
    this.messages =
        BatchProcessor.byMessage(
            LONGEST, (message, e) -> log.failed("tendSession", message.getMessageId(), e));
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return messages.process(event, context::getRemainingTimeInMillis, this::tend);
  }

  private void tend(SQSMessage message) {
    long startNanos = System.nanoTime();
    Result result = tendings.tend(requests.apply(message.getBody()));
    log.tended(word(result), asked(result), System.nanoTime() - startNanos);
  }

  private static String word(Result result) {
    return switch (result) {
      case Result.Tended _ -> "tended";
      case Result.Stepped _ -> "stepped";
      case Result.PassEnded _ -> "ended";
      case Result.Postponed _ -> "postponed";
      case Result.Nothing _ -> "nothing";
    };
  }

  private static int asked(Result result) {
    return result instanceof Result.Stepped(int contacts) ? contacts : 0;
  }
}
