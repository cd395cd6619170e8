package dev.presently.testkit;

import dev.presently.core.subscription.SubscriberStore;

final class InMemorySubscriberStoreTest extends SubscriberStoreContract {
  @Override
  protected SubscriberStore create() {
    return new InMemorySubscriberStore();
  }
}
