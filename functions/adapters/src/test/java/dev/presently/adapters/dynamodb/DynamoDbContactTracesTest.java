package dev.presently.adapters.dynamodb;

import dev.presently.core.presence.ContactTraces;
import dev.presently.core.presence.PresenceStore;
import dev.presently.testkit.ContactTracesContract;

final class DynamoDbContactTracesTest extends ContactTracesContract {
  private final String table = EmbeddedDynamoDb.table();

  @Override
  protected ContactTraces traces() {
    return new DynamoDbContactTraces(EmbeddedDynamoDb.CLIENT, table);
  }

  @Override
  protected PresenceStore store() {
    return new DynamoDbPresenceStore(EmbeddedDynamoDb.CLIENT, table);
  }
}
