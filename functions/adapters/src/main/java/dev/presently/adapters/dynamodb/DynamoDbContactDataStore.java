package dev.presently.adapters.dynamodb;

import dev.presently.core.Page;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.ContactDataStore;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.ContactRecords;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.session.SessionName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Finds a contact's items in the Presence table, laid out by {@link ContactItems}. No index has a
 * person's groups, so this reads the session's whole partition.
 */
public final class DynamoDbContactDataStore implements ContactDataStore {
  private static final int PAGE = 500;

  private final Table table;

  public DynamoDbContactDataStore(DynamoDbClient client, String table) {
    this.table = new Table(client, table);
  }

  @Override
  public ContactRecords of(SessionName session, Set<Jid> addresses) {
    Set<String> wanted = addresses.stream().map(Jid::toString).collect(Collectors.toSet());
    List<ContactRecord> records = new ArrayList<>();
    Map<Jid, Jid> links = new HashMap<>();
    Set<PresenceKey> linksInGroups = new HashSet<>();
    for (Item item : items(session, addresses)) {
      if (jids(item).anyMatch(wanted::contains)) {
        if (ContactItems.isLidAlias(item)) {
          links.put(Jid.parse(item.key().sk()), ContactItems.number(item));
        } else if (item.has(ContactItems.LEADS_TO)) {
          ContactItems.readKey(item.attributes()).ifPresent(linksInGroups::add);
        }
        ContactItems.read(item).ifPresent(records::add);
      }
    }
    return new ContactRecords(records, links, linksInGroups);
  }

  @Override
  public void remove(SessionName session, ContactRecords found) {
    Stream<ItemKey> records =
        found.records().stream().map(record -> ContactItems.key(record.key()));
    Stream<ItemKey> links =
        found.links().keySet().stream().map(lid -> new ItemKey(session.value(), lid.toString()));
    List<PresenceKey> inGroups =
        Stream.concat(
                found.linksInGroups().stream(),
                found.records().stream()
                    .filter(record -> record.key().group().isPresent())
                    .flatMap(record -> record.keys().stream()))
            .distinct()
            .toList();
    // First: a repetition of an interrupted removal finds them through the others only.
    table.deleteAll(inGroups.stream().map(ContactItems::membershipKey));
    table.deleteAll(
        Stream.of(inGroups.stream().map(ContactItems::key), records, links)
            .flatMap(keys -> keys)
            .distinct());
  }

  private Iterable<Item> items(SessionName session, Set<Jid> addresses) {
    return addresses.stream().anyMatch(Jid::isPerson)
        ? Page.each(after -> table.page(session.value(), after, PAGE, Optional::of))
        : addresses.stream()
            .flatMap(chat -> table.beginningWith(session.value(), chat.toString()).stream())
            .toList();
  }

  /** The JIDs in an item; in a group its own comes before the participant's. */
  private static Stream<String> jids(Item item) {
    return Stream.of(
            Optional.of(item.key().sk()),
            item.text("phone"),
            item.text("lid"),
            item.text(ContactItems.LEADS_TO))
        .flatMap(Optional::stream)
        .flatMap(text -> Stream.of(text.split("#", 2)));
  }
}
