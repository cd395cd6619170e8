package dev.presently.api.command;

import dev.presently.api.CommandAnswers;
import dev.presently.api.Journal;
import dev.presently.core.InParallel;
import dev.presently.core.command.CommandResult;
import dev.presently.core.command.CommandResults;
import dev.presently.core.command.QueuedCommand;
import dev.presently.core.engine.CarryOut;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Carries out a batch of commands: those of a session in their order, sessions side by side. A
 * session stops at the first command whose result is not surely kept; that one and those behind it
 * come again. A command whose result is kept is not done once more.
 */
final class Batch {
  /** Ten seconds of losing to other writers, and then some. */
  private static final int LONGEST_MILLIS = 13_000;

  private final CarryOut carryOut;
  private final CommandAnswers answers;
  private final CommandResults results;
  private final Journal journal;
  private final Clock clock;

  Batch(
      CarryOut carryOut,
      CommandAnswers answers,
      CommandResults results,
      Journal journal,
      Clock clock) {
    this.carryOut = carryOut;
    this.answers = answers;
    this.results = results;
    this.journal = journal;
    this.clock = clock;
  }

  /** Those messages that are not done. */
  List<BatchJson.Message> run(
      Collection<List<BatchJson.Message>> sessions, IntSupplier remainingMillis) {
    return InParallel.each(sessions, session -> undone(session, remainingMillis)).stream()
        .flatMap(List::stream)
        .toList();
  }

  private List<BatchJson.Message> undone(
      List<BatchJson.Message> session, IntSupplier remainingMillis) {
    int done = 0;
    while (done < session.size()
        && remainingMillis.getAsInt() >= LONGEST_MILLIS
        && isDone(session.get(done))) {
      done++;
    }
    return session.subList(done, session.size());
  }

  private boolean isDone(BatchJson.Message message) {
    long began = System.nanoTime();
    try {
      QueuedCommand queued = BatchJson.read(message);
      if (!results.contains(queued.command().session(), queued.id())) {
        CarryOut.Result ended = carryOut.carryOut(queued.command());
        CommandResult result = answers.of(queued.command(), ended).ended(queued, clock.instant());
        results.keep(result);
        journal.carriedOut(
            BatchJson.operation(queued.command()), result, System.nanoTime() - began);
      }
      return true;
    } catch (Throwable e) {
      journal.failed("runCommand", message.id(), e);
      return false;
    }
  }
}
