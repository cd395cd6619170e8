package dev.presently.core.client;

final class InMemoryClientRulesStoreTest extends ClientRulesStoreContract {
  @Override
  protected ClientRulesStore create() {
    return new InMemoryClientRulesStore();
  }
}
