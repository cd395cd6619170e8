package dev.presently.adapters.sqs;

import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.delivery.RetryQueue;
import dev.presently.core.webhook.WebhookId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Retries as delayed messages of a standard queue. The group is the webhook, so that the queue is
 * fair: a webhook with many messages does not delay the others. A wake beyond SQS's longest delay
 * is left to SweepDeliveries.
 */
public final class SqsRetryQueue implements RetryQueue {
  private final SqsQueue queue;
  private final Clock clock;

  public SqsRetryQueue(SqsClient sqs, String queueUrl, Clock clock) {
    this.queue = new SqsQueue(sqs, queueUrl, "the retry queue");
    this.clock = clock;
  }

  @Override
  public void wake(WebhookId webhook, Instant at) {
    long delay = SqsQueue.delaySeconds(clock.instant(), at);
    if (delay <= SqsQueue.MAX_DELAY_SECONDS) {
      send(new RetryMessage(webhook, Optional.empty()), delay);
    }
  }

  @Override
  public void redeliver(WebhookId webhook, DeliveryId delivery) {
    send(new RetryMessage(webhook, Optional.of(delivery)), 0);
  }

  private void send(RetryMessage retry, long delay) {
    queue.send(
        retry.write(),
        message -> message.messageGroupId(retry.webhook().toString()).delaySeconds((int) delay));
  }
}
