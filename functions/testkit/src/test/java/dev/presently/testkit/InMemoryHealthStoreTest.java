package dev.presently.testkit;

import dev.presently.core.delivery.HealthStore;

final class InMemoryHealthStoreTest extends HealthStoreContract {
  @Override
  protected HealthStore create() {
    return new InMemoryHealth();
  }
}
