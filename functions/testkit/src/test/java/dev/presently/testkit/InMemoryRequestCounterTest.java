package dev.presently.testkit;

import dev.presently.core.access.RequestCounter;

final class InMemoryRequestCounterTest extends RequestCounterContract {
  private final RequestCounter store = new InMemoryRequestCounter();

  @Override
  protected RequestCounter instance() {
    return store;
  }
}
