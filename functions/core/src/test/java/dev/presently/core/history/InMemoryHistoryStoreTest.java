package dev.presently.core.history;

final class InMemoryHistoryStoreTest extends HistoryStoreContract {
  private final InMemoryHistoryStore store = new InMemoryHistoryStore(clock);

  @Override
  protected HistoryStore store() {
    return store;
  }
}
