package dev.presently.adapters.dynamodb;

import dev.presently.core.Page;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.KeyId;
import dev.presently.core.access.KeyStore;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Keeps one item per key in the Registry table, laid out by {@link KeyItems}. */
public final class DynamoDbKeyStore implements KeyStore {
  private final Table table;

  public DynamoDbKeyStore(DynamoDbClient client, String table) {
    this.table = new Table(client, table);
  }

  @Override
  public Optional<ApiKey> find(KeyId id) {
    return table.get(KeyItems.key(id)).map(KeyItems::read);
  }

  @Override
  public Page<ApiKey> list(Optional<String> after, int limit) {
    return table.page(KeyItems.PK, after, limit, item -> Optional.of(KeyItems.read(item)));
  }

  @Override
  public boolean save(ApiKey key) {
    return table.put(KeyItems.write(key), new Revision(key.revision()));
  }

  @Override
  public boolean remove(KeyId id) {
    return table.delete(KeyItems.key(id));
  }
}
