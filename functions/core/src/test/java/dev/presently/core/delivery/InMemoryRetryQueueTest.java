package dev.presently.core.delivery;

import dev.presently.core.TestClock;
import java.time.Duration;
import java.time.Instant;

final class InMemoryRetryQueueTest extends RetryQueueContract {
  private final TestClock clock = new TestClock();
  private InMemoryRetryQueue queue = new InMemoryRetryQueue();

  @Override
  protected RetryQueue create() {
    queue = new InMemoryRetryQueue();
    return queue;
  }

  @Override
  protected Instant now() {
    return clock.instant();
  }

  @Override
  protected Calls pass(Duration time) {
    clock.advance(time);
    return new Calls(
        queue.take(clock.instant()).stream().map(InMemoryRetryQueue.Wake::webhook).toList(),
        queue.redeliveries());
  }
}
