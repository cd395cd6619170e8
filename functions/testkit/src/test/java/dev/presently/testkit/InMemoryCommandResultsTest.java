package dev.presently.testkit;

import dev.presently.core.command.CommandResult;
import dev.presently.core.command.CommandResults;
import java.util.List;

final class InMemoryCommandResultsTest extends CommandResultsContract {
  private InMemoryCommandResults results = new InMemoryCommandResults();

  @Override
  protected CommandResults create() {
    results = new InMemoryCommandResults();
    return results;
  }

  @Override
  protected List<CommandResult> kept() {
    return results.results();
  }
}
