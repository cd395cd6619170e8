package dev.presently.adapters.sqs;

import dev.presently.core.DependencyFailed;
import dev.presently.core.delivery.PoisonQueue;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Records that cannot be read as messages of a standard queue that nobody empties by himself. */
public final class SqsPoisonQueue implements PoisonQueue {
  private final SqsClient sqs;
  private final String queueUrl;

  public SqsPoisonQueue(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  @Override
  public void keep(Poison poison) {
    try {
      for (String body : PoisonMessage.write(poison)) {
        sqs.sendMessage(message -> message.queueUrl(queueUrl).messageBody(body));
      }
    } catch (SdkException e) {
      throw new DependencyFailed("the queue for poison failed", e);
    }
  }
}
