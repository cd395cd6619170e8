package dev.presently.core.command;

import java.util.ArrayList;
import java.util.List;

/** Collects queued commands in order. */
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
