package dev.presently.core.subscription;

final class InMemorySubscriberStoreTest extends SubscriberStoreContract {
  @Override
  protected SubscriberStore create() {
    return new InMemorySubscriberStore();
  }
}
