package dev.presently.core.command;

/** Runs commands later, each at least once, those of one session in order. */
public interface CommandQueue {
  /** The command is queued when this returns. */
  void send(QueuedCommand command);
}
