package dev.presently.adapters.sqs;

import dev.presently.core.engine.TendQueue;
import dev.presently.core.engine.TendQueueContract;
import dev.presently.core.engine.TendRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Waits for delays on queues of its own, so the methods run at the same time. */
@Execution(ExecutionMode.CONCURRENT)
final class SqsTendQueueTest extends TendQueueContract {
  private static final Clock CLOCK = Clock.systemUTC();
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
  protected TendQueue create() {
    queueUrl = elasticMq.standardQueue();
    return new SqsTendQueue(elasticMq.client(), queueUrl, CLOCK);
  }

  @Override
  protected Instant now() {
    return CLOCK.instant();
  }

  @Override
  protected List<TendRequest> pass(Duration time) {
    Instant end = now().plus(time);
    List<TendRequest> received = new ArrayList<>();
    while (now().isBefore(end)) {
      elasticMq.drain(queueUrl).stream().map(TendMessage::read).forEach(received::add);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    return received;
  }
}
