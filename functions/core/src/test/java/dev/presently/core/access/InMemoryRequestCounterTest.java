package dev.presently.core.access;

final class InMemoryRequestCounterTest extends RequestCounterContract {
  private final RequestCounter store = new InMemoryRequestCounter();

  @Override
  protected RequestCounter instance() {
    return store;
  }
}
