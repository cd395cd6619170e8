package dev.presently.core.command;

/**
 * Hands commands over to be done later: those of one session in the order in which they came, each
 * at least once.
 */
public interface CommandQueue {
  /** It is handed over when this returns. */
  void send(QueuedCommand command);
}
