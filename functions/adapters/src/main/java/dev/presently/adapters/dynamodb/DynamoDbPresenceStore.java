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
  private static final String LEADS_TO_NUMBER = ContactItems.LEADS_TO + " = :number";
  private static final String UNLINKED_OR_SAME = Table.ABSENT + " OR " + LEADS_TO_NUMBER;

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
  public boolean saveLinked(ContactRecord record, Jid lid, Optional<ContactRecord> former) {
    Item alias =
        ContactItems.alias(PresenceKey.of(record.key().session(), lid), record.key().path());
    Transaction saving = put(table.transaction(), record);
    Transaction linking =
        former
            .map(
                other ->
                    other.key().contact().equals(lid)
                        ? saving.replace(alias, new Revision(other.revision()))
                        : put(saving, other).put(alias, LEADS_TO_NUMBER, number(other)))
            .orElseGet(() -> saving.put(alias, UNLINKED_OR_SAME, number(record)));
    boolean isSaved = linking.write().isEmpty();
    if (!isSaved && former.isEmpty()) {
      removeDanglingAlias(alias.key());
    }
    return isSaved;
  }

  private static Item number(ContactRecord linked) {
    return Item.nested().text(":number", linked.key().path());
  }

  @Override
  public List<Jid> groupsOf(SessionName session, Jid contact) {
    return table.beginningWith(session.value(), ContactItems.membershipPrefix(contact)).stream()
        .map(ContactItems::groupOfMembership)
        .toList();
  }

  @Override
  public boolean saveParticipant(
      ContactRecord participant, ContactRecord person, Optional<ContactRecord> former) {
    Transaction saving =
        put(table.transaction(), participant)
            .ifUnchanged(ContactItems.key(person.key()), new Revision(person.revision()));
    if (participant.revision() == 0) {
      saving.put(ContactItems.membership(participant.key()));
    }
    former.ifPresent(
        other -> {
          if (other.key().contact().server() == Jid.Server.LID) {
            saving
                .replace(
                    ContactItems.alias(other.key(), participant.key().path()),
                    new Revision(other.revision()))
                .delete(ContactItems.membershipKey(other.key()));
          } else {
            put(saving, other);
            aliasOfLid(participant)
                .ifPresent(alias -> saving.putUnlessHas(Revision.REVISION, alias));
          }
        });
    boolean isSaved = saving.write().isEmpty();
    if (!isSaved && person.revision() == 0) {
      removeDanglingAlias(ContactItems.key(person.key()));
    }
    if (!isSaved && participant.revision() == 0) {
      removeDanglingAlias(ContactItems.key(participant.key()));
    }
    return isSaved;
  }

  /** Leads a LID that moved to its new number's record. */
  private static Optional<Item> aliasOfLid(ContactRecord participant) {
    PresenceKey key = participant.key();
    return participant
        .presence()
        .flatMap(presence -> presence.identity().lid())
        .map(lid -> new PresenceKey(key.session(), lid, key.group()))
        .map(lid -> ContactItems.alias(lid, key.path()));
  }

  private static Transaction put(Transaction transaction, ContactRecord record) {
    return transaction.put(ContactItems.write(record), new Revision(record.revision()));
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
    return item.text(ContactItems.LEADS_TO).map(path -> new ItemKey(item.key().pk(), path));
  }
}
