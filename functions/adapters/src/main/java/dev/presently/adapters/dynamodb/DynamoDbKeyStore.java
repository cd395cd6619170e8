package dev.presently.adapters.dynamodb;

import dev.presently.core.DependencyFailed;
import dev.presently.core.Page;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.Grant;
import dev.presently.core.access.KeyHash;
import dev.presently.core.access.KeyId;
import dev.presently.core.access.KeyStore;
import dev.presently.core.access.Scope;
import dev.presently.core.session.SessionName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keeps one item per API key in the Registry table, which has a list row (see {@link ListedItems});
 * the key itself is not stored.
 *
 * <pre>
 * pk               KEY#id
 * sk               KEY
 * revision, write  see {@link Revision}
 * hash             SHA-256 of the key
 * label
 * scopes           list of words
 * sessions         list of names; absent means all
 * active
 * ratePerMinute    number
 * createdAt        time
 * goodUntil        time; absent means for ever (no TTL: an expired key is still listed)
 * lastUsedAt       time, to the hour
 * </pre>
 */
public final class DynamoDbKeyStore implements KeyStore {
  private static final ListedItems LISTED = new ListedItems("KEY");
  private static final int MAX_ATTEMPTS = 50;

  private final Table table;

  public DynamoDbKeyStore(DynamoDbClient client, String table) {
    this.table = new Table(client, table);
  }

  @Override
  public Optional<ApiKey> find(KeyId id) {
    return table.get(LISTED.key(id)).map(DynamoDbKeyStore::read);
  }

  @Override
  public Page<ApiKey> list(Optional<String> after, int limit) {
    return LISTED.page(table, after, limit, DynamoDbKeyStore::read);
  }

  @Override
  public boolean save(ApiKey key) {
    Revision revision = new Revision(key.revision());
    return key.revision() > 0
        ? table.put(write(key), revision)
        : table.transaction().put(write(key), revision).put(LISTED.row(key.id())).write().isEmpty();
  }

  @Override
  public boolean remove(KeyId id) {
    Transaction removal =
        table.transaction().deleteIfExists(LISTED.key(id)).delete(LISTED.rowKey(id));
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      List<String> reasons = removal.write();
      if (reasons.isEmpty() || reasons.contains(Transaction.CONDITION_FAILED)) {
        return reasons.isEmpty();
      }
    }
    throw new DependencyFailed("the key was written at each of " + MAX_ATTEMPTS + " removals");
  }

  static Item write(ApiKey key) {
    Item item =
        Item.at(LISTED.key(key.id()))
            .text("hash", key.hash().hex())
            .text("label", key.label())
            .texts("scopes", key.grant().scopes().stream().map(Scope::word).sorted().toList())
            .truth("active", key.isActive())
            .number("ratePerMinute", key.ratePerMinute())
            .text("createdAt", key.createdAt())
            .text("goodUntil", key.expiresAt())
            .text("lastUsedAt", key.lastUsedAt());
    key.grant()
        .sessions()
        .ifPresent(
            names ->
                item.texts("sessions", names.stream().map(SessionName::value).sorted().toList()));
    return item;
  }

  private static ApiKey read(Item item) {
    return new ApiKey(
        new KeyHash(item.required("hash")),
        item.required("label"),
        new Grant(scopes(item.texts("scopes")), sessions(item)),
        item.truth("active"),
        Math.toIntExact(item.number("ratePerMinute")),
        item.requiredInstant("createdAt"),
        item.instant("goodUntil"),
        item.instant("lastUsedAt"),
        item.number(Revision.REVISION));
  }

  private static Set<Scope> scopes(List<String> words) {
    return words.stream().map(Scope::parse).collect(Collectors.toSet());
  }

  /** Absent means all sessions; an empty list means none. */
  private static Optional<Set<SessionName>> sessions(Item item) {
    return item.has("sessions")
        ? Optional.of(
            item.texts("sessions").stream().map(SessionName::new).collect(Collectors.toSet()))
        : Optional.empty();
  }
}
