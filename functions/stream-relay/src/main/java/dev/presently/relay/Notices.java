package dev.presently.relay;

import dev.presently.adapters.dynamodb.ContactItems;
import dev.presently.adapters.dynamodb.SessionItems;
import dev.presently.core.presence.Change;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionStatus;
import java.util.Optional;

/**
 * Reads in a record what follows from it. Records of the Presence table are changes of presence if
 * their {@code seq} grew, those of the Registry table changes of sessions if their status differs.
 */
final class Notices {
  private final String presenceTable;
  private final String registryTable;

  Notices(String presenceTable, String registryTable) {
    this.presenceTable = presenceTable;
    this.registryTable = registryTable;
  }

  /** A record that cannot be read is a fault. */
  Notice of(StreamRecord record, Silence silence) {
    String table = record.table();
    if (!table.equals(presenceTable) && !table.equals(registryTable)) {
      throw new IllegalArgumentException("a stream of another table");
    }
    if (record.isRemoval()) {
      return Notice.NOTHING;
    }
    return table.equals(presenceTable) ? presence(record, silence) : session(record);
  }

  private static Notice presence(StreamRecord record, Silence silence) {
    Optional<ContactRecord> before = record.before().flatMap(ContactItems::read);
    return ContactItems.read(record.after())
        .flatMap(
            after ->
                Change.between(before, after)
                    .map(change -> Notice.of(change, silence.covers(after))))
        .orElse(Notice.NOTHING);
  }

  private static Notice session(StreamRecord record) {
    Session after = SessionItems.read(record.after());
    SessionStatus before =
        record
            .before()
            .map(SessionItems::read)
            .map(Session::status)
            .orElse(SessionStatus.NEVER_STARTED);
    return after.status().equals(before) ? Notice.NOTHING : Notice.of(after);
  }
}
