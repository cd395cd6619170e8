package dev.presently.adapters.sqs;

import dev.presently.core.delivery.PoisonQueue;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Unreadable stream records in a standard queue without a consumer. */
public final class SqsPoisonQueue implements PoisonQueue {
  private final SqsQueue queue;

  public SqsPoisonQueue(SqsClient sqs, String queueUrl) {
    this.queue = new SqsQueue(sqs, queueUrl, "the queue for poison");
  }

  @Override
  public void keep(Poison poison) {
    PoisonMessage.write(poison).forEach(body -> queue.send(body, _ -> {}));
  }
}
