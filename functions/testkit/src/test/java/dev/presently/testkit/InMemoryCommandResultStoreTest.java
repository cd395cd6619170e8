package dev.presently.testkit;

import dev.presently.core.command.CommandResult;
import dev.presently.core.command.CommandResultStore;
import java.util.List;

final class InMemoryCommandResultStoreTest extends CommandResultStoreContract {
  private InMemoryCommandResultStore results = new InMemoryCommandResultStore();

  @Override
  protected CommandResultStore create() {
    results = new InMemoryCommandResultStore();
    return results;
  }

  @Override
  protected List<CommandResult> kept() {
    return results.results();
  }
}
