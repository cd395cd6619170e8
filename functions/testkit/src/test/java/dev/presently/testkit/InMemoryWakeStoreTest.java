package dev.presently.testkit;

import dev.presently.core.delivery.ReceiverHealthStore;
import dev.presently.core.delivery.WakeStore;

final class InMemoryWakeStoreTest extends WakeStoreContract {
  private final InMemoryReceiverHealthStore health = new InMemoryReceiverHealthStore();

  @Override
  protected WakeStore wakes() {
    return health;
  }

  @Override
  protected ReceiverHealthStore health() {
    return health;
  }
}
