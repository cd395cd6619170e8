package dev.presently.core.command;

import java.util.ArrayList;
import java.util.List;

/** Keeps the commands that were handed over, in order, for a test to read. */
public final class InMemoryCommandQueue implements CommandQueue {
  private final List<QueuedCommand> handedOver = new ArrayList<>();

  @Override
  public synchronized void send(QueuedCommand command) {
    handedOver.add(command);
  }

  public synchronized List<QueuedCommand> commands() {
    return List.copyOf(handedOver);
  }
}
