package dev.presently.adapters.dynamodb;

import dev.presently.core.engine.IntakeStore;
import dev.presently.core.engine.IntakeStoreContract;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.session.SessionStore;

final class DynamoDbIntakeStoreTest extends IntakeStoreContract {
  private final String registry = EmbeddedDynamoDb.table();
  private final String presences = EmbeddedDynamoDb.table();

  @Override
  protected IntakeStore create() {
    return new DynamoDbIntakeStore(EmbeddedDynamoDb.CLIENT, registry, presences);
  }

  @Override
  protected SessionStore sessions() {
    return new DynamoDbSessionStore(EmbeddedDynamoDb.CLIENT, registry);
  }

  @Override
  protected PresenceStore presences() {
    return new DynamoDbPresenceStore(EmbeddedDynamoDb.CLIENT, presences);
  }
}
