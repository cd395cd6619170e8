package dev.presently.adapters.sqs;

import dev.presently.core.InParallel;
import dev.presently.core.presence.TimerQueue;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Timers as delayed messages of a standard queue, ten in a request. A timer beyond SQS's longest
 * delay arrives early and is armed again.
 */
public final class SqsTimerQueue implements TimerQueue {
  private final SqsQueue queue;
  private final Clock clock;

  public SqsTimerQueue(SqsClient sqs, String queueUrl, Clock clock) {
    this.queue = new SqsQueue(sqs, queueUrl, "the timer queue");
    this.clock = clock;
  }

  @Override
  public void arm(List<Timer> timers) {
    Instant now = clock.instant();
    InParallel.each(
        timers.stream().gather(Gatherers.windowFixed(SqsQueue.MAX_MESSAGES)).toList(),
        batch -> send(batch, now));
  }

  private List<Timer> send(List<Timer> batch, Instant now) {
    queue.send(
        IntStream.range(0, batch.size())
            .mapToObj(
                i ->
                    SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .messageBody(TimerMessage.write(batch.get(i)))
                        .delaySeconds(delay(batch.get(i), now))
                        .build())
            .toList());
    return batch;
  }

  private static int delay(Timer timer, Instant now) {
    return (int) Math.min(SqsQueue.MAX_DELAY_SECONDS, SqsQueue.delaySeconds(now, timer.due()));
  }
}
