package dev.presently.testkit;

import dev.presently.core.presence.TimerQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

final class InMemoryTimerQueueTest extends TimerQueueContract {
  private final TestClock clock = new TestClock();
  private InMemoryTimerQueue queue = new InMemoryTimerQueue();

  @Override
  protected TimerQueue create() {
    queue = new InMemoryTimerQueue();
    return queue;
  }

  @Override
  protected Instant now() {
    return clock.instant();
  }

  @Override
  protected List<TimerQueue.Timer> pass(Duration time) {
    return queue.goOff(clock.advance(time));
  }
}
