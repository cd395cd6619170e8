package dev.presently.testkit;

import dev.presently.core.command.CommandQueue;
import dev.presently.core.command.QueuedCommand;
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
