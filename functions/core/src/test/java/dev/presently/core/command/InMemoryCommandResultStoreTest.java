package dev.presently.core.command;

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
