package dev.presently.core.delivery;

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
