package dev.presently.testkit;

import dev.presently.core.presence.ContactTraces;
import dev.presently.core.presence.PresenceStore;

final class InMemoryContactTracesTest extends ContactTracesContract {
  private final InMemoryPresenceStore store = new InMemoryPresenceStore();

  @Override
  protected ContactTraces traces() {
    return store;
  }

  @Override
  protected PresenceStore store() {
    return store;
  }
}
