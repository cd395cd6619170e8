package dev.presently.api;

import dev.presently.core.command.Command;
import dev.presently.core.engine.ExecuteCommand;

/** Says how a command ended in the words of its operation. */
@FunctionalInterface
public interface CommandResponses {
  CommandResponse of(Command command, ExecuteCommand.Result result);
}
