package dev.presently.adapters.dynamodb;

import static java.util.function.Predicate.not;

import dev.presently.core.Page;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.session.SessionName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Keeps one item per contact in the Presence table, laid out by {@link ContactItems}. */
public final class DynamoDbPresenceStore implements PresenceStore {
  private final Table table;

  public DynamoDbPresenceStore(DynamoDbClient client, String table) {
    this.table = new Table(client, table);
  }

  @Override
  public Optional<ContactRecord> find(PresenceKey key) {
    Optional<Item> item = table.get(ContactItems.key(key));
    return item.flatMap(DynamoDbPresenceStore::target)
        .map(table::get)
        .orElse(item)
        .flatMap(ContactItems::read);
  }

  @Override
  public List<ContactRecord> findAll(SessionName session, Collection<Jid> contacts) {
    Set<ItemKey> keys =
        contacts.stream()
            .map(contact -> ContactItems.key(PresenceKey.of(session, contact)))
            .collect(Collectors.toSet());
    List<Item> found = table.getAll(keys);
    Set<ItemKey> targets =
        found.stream()
            .flatMap(item -> target(item).stream())
            .filter(not(keys::contains))
            .collect(Collectors.toSet());
    return Stream.concat(found.stream(), table.getAll(targets).stream())
        .flatMap(item -> ContactItems.read(item).stream())
        .toList();
  }

  @Override
  public List<ContactRecord> group(SessionName session, Jid group) {
    return table.beginningWith(session.value(), group.toString()).stream()
        .flatMap(item -> ContactItems.read(item).stream())
        .toList();
  }

  @Override
  public Page<ContactRecord> list(SessionName session, Optional<String> after, int limit) {
    return table.page(session.value(), after, limit, ContactItems::read);
  }

  @Override
  public boolean save(ContactRecord record) {
    if (table.put(ContactItems.write(record), new Revision(record.revision()))) {
      return true;
    }
    if (record.revision() == 0) {
      removeDanglingAlias(ContactItems.key(record.key()));
    }
    return false;
  }

  @Override
  public boolean saveLinked(ContactRecord record, Jid lid, Optional<ContactRecord> absorbed) {
    var lidKey = PresenceKey.of(record.key().session(), lid);
    Item alias = ContactItems.alias(lidKey, record.key().contact());
    Transaction saving =
        table.transaction().put(ContactItems.write(record), new Revision(record.revision()));
    Transaction linking =
        absorbed
            .map(old -> saving.replace(alias, new Revision(old.revision())))
            .orElseGet(() -> saving.putUnlessHas(Revision.REVISION, alias));
    return linking.write().isEmpty();
  }

  @Override
  public void removeAll(SessionName session) {
    table.deleteAll(session.value());
  }

  /** An interrupted removal can leave an alias without its record. */
  private void removeDanglingAlias(ItemKey key) {
    table
        .get(key)
        .flatMap(DynamoDbPresenceStore::target)
        .ifPresent(target -> table.transaction().unlessExists(target).delete(key).write());
  }

  private static Optional<ItemKey> target(Item item) {
    return item.text(ContactItems.LEADS_TO).map(phone -> new ItemKey(item.key().pk(), phone));
  }
}
