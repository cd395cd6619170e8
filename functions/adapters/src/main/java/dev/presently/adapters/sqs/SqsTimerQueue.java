package dev.presently.adapters.sqs;

import dev.presently.core.presence.TimerQueue;
import java.time.Clock;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Timers as delayed messages of a standard queue. A timer beyond SQS's longest delay arrives early
 * and is armed again.
 */
public final class SqsTimerQueue implements TimerQueue {
  private final SqsQueue queue;
  private final Clock clock;

  public SqsTimerQueue(SqsClient sqs, String queueUrl, Clock clock) {
    this.queue = new SqsQueue(sqs, queueUrl, "the timer queue");
    this.clock = clock;
  }

  @Override
  public void arm(Timer timer) {
    long delay =
        Math.min(SqsQueue.MAX_DELAY_SECONDS, SqsQueue.delaySeconds(clock.instant(), timer.due()));
    queue.send(TimerMessage.write(timer), message -> message.delaySeconds((int) delay));
  }
}
