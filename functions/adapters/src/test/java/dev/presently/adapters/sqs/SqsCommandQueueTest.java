package dev.presently.adapters.sqs;

import dev.presently.core.command.CommandQueue;
import dev.presently.core.command.CommandQueueContract;
import dev.presently.core.command.QueuedCommand;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class SqsCommandQueueTest extends CommandQueueContract {
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
  protected CommandQueue create() {
    queueUrl = elasticMq.fifoQueue();
    return new SqsCommandQueue(elasticMq.client(), queueUrl);
  }

  @Override
  protected List<QueuedCommand> received() {
    return elasticMq.drain(queueUrl).stream().map(SqsCommandQueue::read).toList();
  }
}
