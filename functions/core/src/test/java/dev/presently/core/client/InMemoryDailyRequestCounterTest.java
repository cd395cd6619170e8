package dev.presently.core.client;

final class InMemoryDailyRequestCounterTest extends DailyRequestCounterContract {
  @Override
  protected DailyRequestCounter create() {
    return new InMemoryDailyRequestCounter();
  }
}
