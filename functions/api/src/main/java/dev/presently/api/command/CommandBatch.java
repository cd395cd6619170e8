package dev.presently.api.command;

import dev.presently.api.CommandResponses;
import dev.presently.api.RequestLog;
import dev.presently.core.InParallel;
import dev.presently.core.command.CommandOutcome;
import dev.presently.core.command.CommandResult;
import dev.presently.core.command.CommandResultStore;
import dev.presently.core.command.QueuedCommand;
import dev.presently.core.engine.ExecuteCommand;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Carries out a batch of commands: those of a session in their order, sessions side by side. A
 * session stops at the first command whose result is not surely kept; that one and those behind it
 * come again. A command whose result is kept is not done once more.
 */
final class CommandBatch {
  /** Ten seconds of losing to other writers, and then some. */
  private static final int LONGEST_MILLIS = 13_000;

  private final ExecuteCommand commands;
  private final CommandResultStore results;
  private final RequestLog log;
  private final Clock clock;

  CommandBatch(ExecuteCommand commands, CommandResultStore results, RequestLog log, Clock clock) {
    this.commands = commands;
    this.results = results;
    this.log = log;
    this.clock = clock;
  }

  /** Those messages that are not done. */
  List<CommandBatchJson.Message> run(
      Collection<List<CommandBatchJson.Message>> sessions, IntSupplier remainingMillis) {
    return InParallel.each(sessions, session -> undone(session, remainingMillis)).stream()
        .flatMap(List::stream)
        .toList();
  }

  private List<CommandBatchJson.Message> undone(
      List<CommandBatchJson.Message> session, IntSupplier remainingMillis) {
    int done = 0;
    while (done < session.size()
        && remainingMillis.getAsInt() >= LONGEST_MILLIS
        && isDone(session.get(done))) {
      done++;
    }
    return session.subList(done, session.size());
  }

  private boolean isDone(CommandBatchJson.Message message) {
    long began = System.nanoTime();
    try {
      QueuedCommand queued = CommandBatchJson.read(message);
      if (!results.contains(queued.command().session(), queued.id())) {
        CommandOutcome outcome = commands.execute(queued.command());
        CommandResult result = CommandResponses.result(queued, outcome, clock.instant());
        results.keep(result);
        log.carriedOut(
            CommandBatchJson.operation(queued.command()), result, System.nanoTime() - began);
      }
      return true;
    } catch (Throwable e) {
      log.failed("runCommand", message.id(), e);
      return false;
    }
  }
}
