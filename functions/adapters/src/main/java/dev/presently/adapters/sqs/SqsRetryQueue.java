package dev.presently.adapters.sqs;

import dev.presently.core.DependencyFailed;
import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.delivery.RetryQueue;
import dev.presently.core.webhook.WebhookId;
import java.time.Clock;
import java.time.Instant;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Calls as delayed messages of a standard queue, one group per webhook: SQS then hands out those of
 * a webhook that has many of them behind those of the others (a fair queue). A wake beyond SQS's
 * longest delay is left to the sweep.
 */
public final class SqsRetryQueue implements RetryQueue {
  private final SqsClient sqs;
  private final String queueUrl;
  private final Clock clock;

  public SqsRetryQueue(SqsClient sqs, String queueUrl, Clock clock) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.clock = clock;
  }

  @Override
  public void wake(WebhookId webhook, Instant at) {
    long delay = SqsDelay.seconds(clock.instant(), at);
    if (delay <= SqsDelay.LONGEST_SECONDS) {
      send(new RetryMessage.Wake(webhook), delay);
    }
  }

  @Override
  public void redeliver(WebhookId webhook, DeliveryId delivery) {
    send(new RetryMessage.Redelivery(webhook, delivery), 0);
  }

  private void send(RetryMessage message, long delay) {
    try {
      sqs.sendMessage(
          send ->
              send.queueUrl(queueUrl)
                  .messageBody(message.write())
                  .messageGroupId(message.webhook().toString())
                  .delaySeconds((int) delay));
    } catch (SdkException e) {
      throw new DependencyFailed("the retry queue failed", e);
    }
  }
}
