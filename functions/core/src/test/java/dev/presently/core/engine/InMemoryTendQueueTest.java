package dev.presently.core.engine;

import dev.presently.core.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

class InMemoryTendQueueTest extends TendQueueContract {
  private final TestClock clock = new TestClock();
  private InMemoryTendQueue queue;

  @Override
  protected TendQueue create() {
    queue = new InMemoryTendQueue();
    return queue;
  }

  @Override
  protected Instant now() {
    return clock.instant();
  }

  @Override
  protected List<TendRequest> pass(Duration time) {
    return queue.receive(clock.advance(time));
  }
}
