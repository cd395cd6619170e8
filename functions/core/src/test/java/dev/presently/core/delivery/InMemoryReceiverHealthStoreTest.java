package dev.presently.core.delivery;

final class InMemoryReceiverHealthStoreTest extends ReceiverHealthStoreContract {
  @Override
  protected ReceiverHealthStore create() {
    return new InMemoryReceiverHealthStore();
  }
}
