package dev.presently.adapters.sqs;

import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.delivery.RetryQueue;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Retries as delayed messages of a standard queue. The group is the webhook's owner: its session,
 * or {@code *} for all sessions. SQS's fair queues then keep an owner whose retries take long from
 * delaying those of others. A wake beyond SQS's longest delay is left to SweepDeliveries.
 */
public final class SqsRetryQueue implements RetryQueue {
  private final SqsQueue queue;
  private final WebhookStore webhooks;
  private final Clock clock;

  public SqsRetryQueue(SqsClient sqs, String queueUrl, WebhookStore webhooks, Clock clock) {
    this.queue = new SqsQueue(sqs, queueUrl, "the retry queue");
    this.webhooks = webhooks;
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
        message -> message.messageGroupId(group(retry.webhook())).delaySeconds((int) delay));
  }

  /** A webhook that is gone has a group of its own: its retries make no attempt. */
  private String group(WebhookId id) {
    return webhooks
        .find(id)
        .map(webhook -> webhook.settings().session().map(SessionName::value).orElse("*"))
        .orElseGet(id::toString);
  }
}
