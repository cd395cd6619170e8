package dev.presently.core.command;

import dev.presently.core.session.SessionName;

/** Keeps how queued commands ended, for a day; what is kept is told. */
public interface CommandResults {
  /** The command has ended: doing it once more would tell nothing new. */
  boolean contains(SessionName session, CorrelationId id);

  /** Keeps the first result of a command; a later one changes nothing. */
  void keep(CommandResult result);
}
