package dev.presently.testkit;

import dev.presently.core.idempotency.IdempotencyStore;

final class InMemoryIdempotencyStoreTest extends IdempotencyStoreContract {
  @Override
  protected IdempotencyStore create() {
    return new InMemoryIdempotencyStore();
  }
}
