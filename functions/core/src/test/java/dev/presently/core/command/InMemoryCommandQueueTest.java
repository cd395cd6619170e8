package dev.presently.core.command;

import java.util.List;

final class InMemoryCommandQueueTest extends CommandQueueContract {
  private InMemoryCommandQueue queue = new InMemoryCommandQueue();

  @Override
  protected CommandQueue create() {
    queue = new InMemoryCommandQueue();
    return queue;
  }

  @Override
  protected List<QueuedCommand> received() {
    return queue.commands();
  }
}
