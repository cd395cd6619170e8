package dev.presently.adapters.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.delivery.RetryQueue;
import dev.presently.core.delivery.RetryQueueContract;
import dev.presently.core.webhook.WebhookId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Waits for delays on queues of its own, so the methods run at the same time. */
@Execution(ExecutionMode.CONCURRENT)
final class SqsRetryQueueTest extends RetryQueueContract {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final MessageSystemAttributeName GROUP =
      MessageSystemAttributeName.MESSAGE_GROUP_ID;
  private static ElasticMq elasticMq;
  private String queueUrl = "";

  @BeforeAll
  static void start() {
    elasticMq = new ElasticMq();
  }

  @AfterAll
  static void stop() {
    elasticMq.close();
  }

  @Override
  protected RetryQueue create() {
    queueUrl = elasticMq.standardQueue();
    return new SqsRetryQueue(elasticMq.client(), queueUrl, CLOCK);
  }

  @Override
  protected Instant now() {
    return CLOCK.instant();
  }

  @Override
  protected Calls pass(Duration time) {
    Instant end = now().plus(time);
    List<WebhookId> wakes = new ArrayList<>();
    List<DeliveryId> redeliveries = new ArrayList<>();
    while (now().isBefore(end)) {
      for (String body : elasticMq.drain(queueUrl)) {
        var retry = RetryMessage.read(body);
        retry.delivery().ifPresentOrElse(redeliveries::add, () -> wakes.add(retry.webhook()));
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    return new Calls(wakes, redeliveries);
  }

  @Test
  void retriesOfAWebhookShareAGroupWithoutBlocking() {
    RetryQueue queue = create();
    queue.wake(new WebhookId(3), now());
    Message taken = received();
    queue.wake(new WebhookId(3), now());

    assertThat(List.of(taken, received()))
        .extracting(message -> message.attributes().get(GROUP))
        .containsExactly("3", "3");
  }

  /** One message, which stays in flight. */
  private Message received() {
    return elasticMq
        .client()
        .receiveMessage(
            request ->
                request.queueUrl(queueUrl).messageSystemAttributeNames(GROUP).waitTimeSeconds(5))
        .messages()
        .getFirst();
  }
}
