package dev.presently.adapters.dynamodb;

import dev.presently.core.engine.OwnPresence;
import dev.presently.core.engine.OwnPresenceStore;
import dev.presently.core.presence.Availability;
import dev.presently.core.session.SessionName;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keeps one item per loopback session in the Registry table, each in its own partition.
 *
 * <pre>
 * pk                    OWN#session
 * sk                    OWN
 * revision, write       see {@link Revision}
 * availability          available | unavailable
 * lastSeen, lastSeenAt  as in {@link ContactItems}
 * at                    time of the last change
 * </pre>
 */
public final class DynamoDbOwnPresenceStore implements OwnPresenceStore {
  private final Table table;

  public DynamoDbOwnPresenceStore(DynamoDbClient client, String table) {
    this.table = new Table(client, table);
  }

  @Override
  public Optional<OwnPresence> find(SessionName session) {
    return table
        .get(key(session))
        .map(
            item ->
                new OwnPresence(
                    session,
                    item.word("availability", Availability.class).orElseThrow(),
                    ContactItems.readLastSeen(item),
                    item.requiredInstant("at"),
                    item.number(Revision.REVISION)));
  }

  @Override
  public boolean save(OwnPresence own) {
    Item item =
        Item.at(key(own.session())).word("availability", own.availability()).text("at", own.at());
    ContactItems.writeLastSeen(item, own.lastSeen());
    return table.put(item, new Revision(own.revision()));
  }

  @Override
  public void remove(SessionName session) {
    table.delete(key(session));
  }

  private static ItemKey key(SessionName session) {
    return new ItemKey("OWN#" + session, "OWN");
  }
}
