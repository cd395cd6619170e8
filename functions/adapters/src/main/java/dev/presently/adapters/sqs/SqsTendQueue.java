package dev.presently.adapters.sqs;

import dev.presently.core.engine.TendQueue;
import dev.presently.core.engine.TendRequest;
import java.time.Clock;
import java.time.Instant;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Requests as delayed messages of a standard queue. The group is the session, so that the queue is
 * fair: a session with many messages does not delay the others.
 */
public final class SqsTendQueue implements TendQueue {
  private final SqsQueue queue;
  private final Clock clock;

  public SqsTendQueue(SqsClient sqs, String queueUrl, Clock clock) {
    this.queue = new SqsQueue(sqs, queueUrl, "the tend queue");
    this.clock = clock;
  }

  /** A request is never due later than SQS's longest delay, which is nine paces of the slowest. */
  @Override
  public void send(TendRequest request, Instant due) {
    long delay = Math.min(SqsQueue.MAX_DELAY_SECONDS, SqsQueue.delaySeconds(clock.instant(), due));
    queue.send(
        TendMessage.write(request),
        message -> message.messageGroupId(request.session().value()).delaySeconds((int) delay));
  }
}
