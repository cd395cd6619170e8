package dev.presently.relay;

import dev.presently.adapters.dynamodb.ContactItems;
import dev.presently.adapters.dynamodb.SessionItems;
import dev.presently.adapters.dynamodb.WebhookItems;
import dev.presently.core.delivery.Event;
import dev.presently.core.delivery.Event.SessionStatusChanged;
import dev.presently.core.delivery.Event.WebhookDisabled;
import dev.presently.core.presence.Change;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.webhook.Webhook;
import java.util.Optional;

/**
 * Reads in a record what follows from it. Records of the Presence table are changes of presence if
 * their {@code seq} grew; those of the Registry table tell of sessions whose status differs, and of
 * webhooks that were disabled for what their receivers did.
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
    return table.equals(presenceTable) ? presence(record, silence) : registered(record);
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

  /** Items of other kinds tell nothing. */
  private static Notice registered(StreamRecord record) {
    return SessionItems.read(record.after())
        .flatMap(after -> session(record.before().flatMap(SessionItems::read), after))
        .or(
            () ->
                WebhookItems.read(record.after())
                    .flatMap(after -> webhook(record.before().flatMap(WebhookItems::read), after)))
        .map(Notice::of)
        .orElse(Notice.NOTHING);
  }

  private static Optional<Event> session(Optional<Session> before, Session after) {
    SessionStatus was = before.map(Session::status).orElse(SessionStatus.NEVER_STARTED);
    return after.status().equals(was)
        ? Optional.empty()
        : Optional.of(SessionStatusChanged.of(after));
  }

  /** What its owner did to a webhook has no reason and is nobody's news. */
  private static Optional<Event> webhook(Optional<Webhook> before, Webhook after) {
    boolean wasEnabled = before.filter(webhook -> webhook.wishes().enabled()).isPresent();
    return Optional.of(after.standing())
        .filter(_ -> wasEnabled && !after.wishes().enabled())
        .flatMap(Webhook.Standing::disabledReason)
        .map(reason -> new WebhookDisabled(after, reason));
  }
}
