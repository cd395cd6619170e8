package dev.presently.adapters.sqs;

import dev.presently.core.DependencyFailed;
import dev.presently.core.presence.TimerQueue;
import java.time.Clock;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Timers as delayed messages of a standard queue. A timer beyond SQS's longest delay wakes its
 * reader once before.
 */
public final class SqsTimerQueue implements TimerQueue {
  private final SqsClient sqs;
  private final String queueUrl;
  private final Clock clock;

  public SqsTimerQueue(SqsClient sqs, String queueUrl, Clock clock) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.clock = clock;
  }

  @Override
  public void arm(Timer timer) {
    long delay = Math.min(SqsDelay.LONGEST_SECONDS, SqsDelay.seconds(clock.instant(), timer.due()));
    try {
      sqs.sendMessage(
          message ->
              message
                  .queueUrl(queueUrl)
                  .messageBody(TimerMessage.write(timer))
                  .delaySeconds((int) delay));
    } catch (SdkException e) {
      throw new DependencyFailed("the timer queue failed", e);
    }
  }
}
