package dev.presently.adapters.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.delivery.RetryQueue;
import dev.presently.core.delivery.RetryQueueContract;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.InMemoryWebhookStore;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final WebhookStore webhooks = new InMemoryWebhookStore();
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
    return new SqsRetryQueue(elasticMq.client(), queueUrl, webhooks, CLOCK);
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

  /** Each webhook was a group, so a tenant with many slow receivers was no noisy one. */
  @Test
  void retriesOfAnOwnersWebhooksShareAGroupWithoutBlocking() {
    Optional<SessionName> sales = Optional.of(new SessionName("sales"));
    webhooks.save(Examples.webhook(1, sales));
    webhooks.save(Examples.webhook(2, sales));
    webhooks.save(Examples.webhook(3));
    RetryQueue queue = create();
    List<String> groups = new ArrayList<>();

    for (long id = 1; id <= 4; id++) {
      queue.wake(new WebhookId(id), now());
      groups.add(received().attributes().get(GROUP));
    }

    assertThat(groups).containsExactly("sales", "sales", "*", "4");
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
