package dev.presently.testkit;

import dev.presently.core.delivery.HealthStore;
import dev.presently.core.delivery.WakeStore;

final class InMemoryWakeStoreTest extends WakeStoreContract {
  private final InMemoryHealth health = new InMemoryHealth();

  @Override
  protected WakeStore wakes() {
    return health;
  }

  @Override
  protected HealthStore health() {
    return health;
  }
}
