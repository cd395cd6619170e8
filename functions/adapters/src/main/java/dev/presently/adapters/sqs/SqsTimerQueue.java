package dev.presently.adapters.sqs;

import dev.presently.core.DependencyFailed;
import dev.presently.core.presence.TimerQueue;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Timers as delayed messages of a standard queue. The delay is in whole seconds, rounded up, so
 * that nobody is woken too early; a timer beyond SQS's longest delay wakes its reader once before.
 */
public final class SqsTimerQueue implements TimerQueue {
  private static final long LONGEST_SECONDS = 900;

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
    int delay = delaySeconds(Duration.between(clock.instant(), timer.due()));
    try {
      sqs.sendMessage(
          message ->
              message
                  .queueUrl(queueUrl)
                  .messageBody(TimerMessage.write(timer))
                  .delaySeconds(delay));
    } catch (SdkException e) {
      throw new DependencyFailed("the timer queue failed", e);
    }
  }

  static int delaySeconds(Duration wait) {
    long seconds = wait.plusNanos(999_999_999).toSeconds();
    return (int) Math.clamp(seconds, 0, LONGEST_SECONDS);
  }
}
