package dev.presently.testkit;

import dev.presently.core.delivery.PoisonQueue;
import java.util.List;

final class InMemoryPoisonQueueTest extends PoisonQueueContract {
  private InMemoryPoisonQueue queue = new InMemoryPoisonQueue();

  @Override
  protected PoisonQueue create() {
    queue = new InMemoryPoisonQueue();
    return queue;
  }

  @Override
  protected List<PoisonQueue.Poison> kept() {
    return queue.kept();
  }
}
