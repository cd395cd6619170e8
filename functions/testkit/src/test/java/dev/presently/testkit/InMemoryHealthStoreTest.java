package dev.presently.testkit;

import dev.presently.core.delivery.ReceiverHealthStore;

final class InMemoryHealthStoreTest extends ReceiverHealthStoreContract {
  @Override
  protected ReceiverHealthStore create() {
    return new InMemoryReceiverHealthStore();
  }
}
