package dev.presently.adapters.sqs;

import dev.presently.adapters.log.Log;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.DeliveryQueue;
import dev.presently.core.delivery.DeliveryQueueContract;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class SqsDeliveryQueueTest extends DeliveryQueueContract {
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
  protected DeliveryQueue create() {
    queueUrl = elasticMq.fifoQueue();
    return new SqsDeliveryQueue(elasticMq.client(), queueUrl, Log.from("error"));
  }

  @Override
  protected List<Delivery> received() {
    return elasticMq.drain(queueUrl).stream().map(DeliveryMessage::read).toList();
  }
}
