package dev.presently.relay;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.presently.adapters.lambda.BatchProcessor;
import dev.presently.adapters.log.Log;
import dev.presently.adapters.sqs.TimerMessage;
import dev.presently.core.presence.EndActivity;
import dev.presently.core.presence.EndActivity.Result.Ended;
import dev.presently.core.presence.EndActivity.Result.Renewed;
import dev.presently.core.presence.TimerQueue;
import dev.presently.core.presence.TimerQueue.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Ends the activities whose timers expired, in parallel. An activity that was renewed gets another
 * timer. A message that fails is retried alone.
 */
public final class ExpireActivity implements RequestHandler<SQSEvent, SQSBatchResponse> {
  /** Ten seconds of conflicts with other writers, with a margin. */
  private static final Duration LONGEST = Duration.ofSeconds(13);

  private final EndActivity endActivity;
  private final TimerQueue timers;
  private final BatchProcessor messages;

  public ExpireActivity() {
    this(System.getenv());
  }

  public ExpireActivity(Map<String, String> environment) {
    this(new RelayWiring(environment));
  }

  private ExpireActivity(RelayWiring wiring) {
    this(wiring.useCases().endActivity(), wiring.timers(), wiring.log());
  }

  ExpireActivity(EndActivity endActivity, TimerQueue timers, Log log) {
    this.endActivity = endActivity;
    this.timers = timers;
    this.messages =
        BatchProcessor.byMessage(
            LONGEST,
            (message, e) ->
                log.error(
                    "a timer was not settled",
                    e,
                    line -> line.put("messageId", message.getMessageId())));
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return messages.process(event, context::getRemainingTimeInMillis, this::expire);
  }

  private void expire(SQSMessage message) {
    Timer timer = TimerMessage.read(message.getBody());
    switch (endActivity.end(timer.key(), timer.since())) {
      case Ended() -> {}
      case Renewed(var until) -> timers.arm(List.of(new Timer(timer.key(), timer.since(), until)));
    }
  }
}
