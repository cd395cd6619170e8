package dev.presently.adapters.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.presence.TimerQueue;
import dev.presently.testkit.TimerQueueContract;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class SqsTimerQueueTest extends TimerQueueContract {
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
  protected TimerQueue create() {
    queueUrl = elasticMq.standardQueue();
    return new SqsTimerQueue(elasticMq.client(), queueUrl, CLOCK);
  }

  @Override
  protected Instant now() {
    return CLOCK.instant();
  }

  @Override
  protected List<TimerQueue.Timer> pass(Duration time) {
    Instant end = now().plus(time);
    List<TimerQueue.Timer> wentOff = new ArrayList<>();
    while (now().isBefore(end)) {
      elasticMq.drain(queueUrl).stream().map(TimerMessage::read).forEach(wentOff::add);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    return wentOff;
  }

  @Test
  void theDelayIsInWholeSecondsAndWithinWhatSqsTakes() {
    assertThat(SqsTimerQueue.delaySeconds(Duration.ofSeconds(-5))).isZero();
    assertThat(SqsTimerQueue.delaySeconds(Duration.ofMillis(-1))).isZero();
    assertThat(SqsTimerQueue.delaySeconds(Duration.ZERO)).isZero();
    assertThat(SqsTimerQueue.delaySeconds(Duration.ofNanos(1))).isEqualTo(1);
    assertThat(SqsTimerQueue.delaySeconds(Duration.ofSeconds(25))).isEqualTo(25);
    assertThat(SqsTimerQueue.delaySeconds(Duration.ofMillis(24_001))).isEqualTo(25);
    assertThat(SqsTimerQueue.delaySeconds(Duration.ofDays(1))).isEqualTo(900);
  }
}
