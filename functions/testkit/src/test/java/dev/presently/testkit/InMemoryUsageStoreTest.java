package dev.presently.testkit;

import dev.presently.core.access.UsageStore;

final class InMemoryUsageStoreTest extends UsageStoreContract {
  private final UsageStore store = new InMemoryUsageStore();

  @Override
  protected UsageStore instance() {
    return store;
  }
}
