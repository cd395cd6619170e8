package dev.presently.adapters.dynamodb;

import dev.presently.core.access.ChecksumKey;
import dev.presently.core.access.ChecksumKeyStore;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keeps the checksum key in the Registry table.
 *
 * <pre>
 * pk           KEYCHECKSUM
 * sk           KEYCHECKSUM
 * checksumKey  32 bytes in base64url
 * </pre>
 */
public final class DynamoDbChecksumKeyStore implements ChecksumKeyStore {
  private static final ItemKey KEY = new ItemKey("KEYCHECKSUM", "KEYCHECKSUM");
  private static final String CHECKSUM_KEY = "checksumKey";

  private final Table table;

  public DynamoDbChecksumKeyStore(DynamoDbClient client, String table) {
    this.table = new Table(client, table);
  }

  @Override
  public Optional<ChecksumKey> find() {
    return table.get(KEY).map(item -> new ChecksumKey(item.required(CHECKSUM_KEY)));
  }

  @Override
  public ChecksumKey createIfAbsent(ChecksumKey candidate) {
    return find()
        .orElseGet(
            () -> {
              table.putIfAbsent(Item.at(KEY).text(CHECKSUM_KEY, candidate.value()));
              return find().orElseThrow();
            });
  }
}
