package dev.presently.testkit;

import dev.presently.core.subscription.Subscribers;

final class InMemorySubscribersTest extends SubscribersContract {
  @Override
  protected Subscribers create() {
    return new InMemorySubscribers();
  }
}
