package dev.presently.core.delivery;

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
