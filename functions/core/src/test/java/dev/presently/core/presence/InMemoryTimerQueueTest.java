package dev.presently.core.presence;

import dev.presently.core.TestClock;
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
