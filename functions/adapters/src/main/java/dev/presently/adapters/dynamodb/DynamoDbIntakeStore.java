package dev.presently.adapters.dynamodb;

import dev.presently.adapters.dynamodb.BatchRequests.TableKey;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.IntakeStore;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Reads a session and contacts of it in one call, laid out by {@link SessionItems} and {@link
 * ContactItems}. LIDs that are linked take a second call.
 */
public final class DynamoDbIntakeStore implements IntakeStore {
  private final BatchRequests requests;
  private final String registry;
  private final String presences;

  public DynamoDbIntakeStore(DynamoDbClient client, String registry, String presences) {
    this.requests = new BatchRequests(client);
    this.registry = registry;
    this.presences = presences;
  }

  @Override
  public Found find(SessionName session, Set<PresenceKey> keys) {
    var sessionKey = new TableKey(registry, SessionItems.key(session));
    Stream<TableKey> all = Stream.concat(Stream.of(sessionKey), tableKeys(keys));
    Map<TableKey, Item> found = Table.call(() -> requests.get(all.toList()));
    Optional<Session> stored =
        Optional.ofNullable(found.remove(sessionKey)).map(SessionItems::read);
    Map<PresenceKey, ContactRecord> records = new HashMap<>();
    Map<Jid, Jid> links = new HashMap<>();
    keys.forEach(key -> records.put(key, ContactRecord.none(key)));
    for (Item item : found.values()) {
      if (ContactItems.isLidAlias(item)) {
        links.put(Jid.parse(item.key().sk()), ContactItems.number(item));
      } else {
        add(records, item);
      }
    }
    if (!links.isEmpty()) {
      follow(links, keys, records);
    }
    return new Found(stored, records);
  }

  /** Adds the records of phone numbers, each under the key of its LID too. */
  private void follow(
      Map<Jid, Jid> links, Set<PresenceKey> keys, Map<PresenceKey, ContactRecord> records) {
    Map<PresenceKey, PresenceKey> targets = new HashMap<>();
    for (PresenceKey key : keys) {
      Optional.ofNullable(links.get(key.contact()))
          .ifPresent(phone -> targets.put(key, new PresenceKey(key.session(), phone, key.group())));
    }
    Set<PresenceKey> unread = new HashSet<>(targets.values());
    unread.removeAll(records.keySet());
    unread.forEach(key -> records.put(key, ContactRecord.none(key)));
    Table.call(() -> requests.get(tableKeys(unread).toList()))
        .values()
        .forEach(item -> add(records, item));
    targets.forEach(
        (key, target) -> {
          if (key.group().isEmpty()) {
            records.put(key, records.get(target));
          }
        });
  }

  private static void add(Map<PresenceKey, ContactRecord> records, Item item) {
    ContactItems.read(item).ifPresent(record -> records.put(record.key(), record));
  }

  private Stream<TableKey> tableKeys(Collection<PresenceKey> keys) {
    return keys.stream().map(key -> new TableKey(presences, ContactItems.key(key)));
  }
}
