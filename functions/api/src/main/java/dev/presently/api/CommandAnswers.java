package dev.presently.api;

import dev.presently.core.command.Command;
import dev.presently.core.engine.CarryOut;

/** Says how a command ended in the words of its operation. */
@FunctionalInterface
public interface CommandAnswers {
  CommandAnswer of(Command command, CarryOut.Result result);
}
