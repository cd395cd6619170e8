package dev.presently.relay;

import dev.presently.adapters.dynamodb.CommandItems;
import dev.presently.adapters.dynamodb.ContactItems;
import dev.presently.adapters.dynamodb.SessionItems;
import dev.presently.adapters.dynamodb.WebhookItems;
import dev.presently.core.delivery.Event;
import dev.presently.core.delivery.Event.SessionStatusChanged;
import dev.presently.core.delivery.Event.WebhookDisabled;
import dev.presently.core.delivery.PoisonQueue.Poison;
import dev.presently.core.presence.Change;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.webhook.Webhook;
import java.util.Optional;

/**
 * Reads in a record alone what follows from it. Records of the Presence table are changes of
 * presence if their {@code seq} grew; those of the Registry table tell of sessions whose status
 * differs, of webhooks that were disabled for what their receivers did, and of queued commands that
 * have ended.
 */
final class RecordEffectsReader {
  private final String presenceTable;
  private final String registryTable;

  RecordEffectsReader(String presenceTable, String registryTable) {
    this.presenceTable = presenceTable;
    this.registryTable = registryTable;
  }

  /** A record of another table is a fault of whoever sent it here, and not the record's. */
  ParsedRecord read(StreamRecord record) {
    String table = record.table();
    if (!table.equals(presenceTable) && !table.equals(registryTable)) {
      throw new IllegalArgumentException("a stream of another table");
    }
    try {
      return new ParsedRecord.Clear(notice(record));
    } catch (RuntimeException e) {
      return new ParsedRecord.Unreadable(poison(record, e), e);
    }
  }

  private static Poison poison(StreamRecord record, RuntimeException why) {
    String reason = why.getClass().getSimpleName() + ": " + why.getMessage();
    return new Poison(reason, record.table(), record.sequenceNumber(), record.text());
  }

  private RecordEffects notice(StreamRecord record) {
    if (record.isRemoval()) {
      return RecordEffects.NOTHING;
    }
    return record.table().equals(presenceTable) ? presence(record) : registered(record);
  }

  private static RecordEffects presence(StreamRecord record) {
    Optional<ContactRecord> before = record.before().flatMap(ContactItems::read);
    return ContactItems.read(record.after())
        .flatMap(
            after ->
                Change.between(before, after)
                    .map(
                        change ->
                            RecordEffects.of(change, after, SeqGap.in(record, before, change))))
        .orElse(RecordEffects.NOTHING);
  }

  /** Items of other kinds tell nothing. */
  private static RecordEffects registered(StreamRecord record) {
    return SessionItems.read(record.after())
        .flatMap(after -> session(record.before().flatMap(SessionItems::read), after))
        .or(
            () ->
                WebhookItems.read(record.after())
                    .flatMap(after -> webhook(record.before().flatMap(WebhookItems::read), after)))
        .or(() -> CommandItems.read(record.after()).map(Event.CommandEnded::new))
        .map(RecordEffects::of)
        .orElse(RecordEffects.NOTHING);
  }

  private static Optional<Event> session(Optional<Session> before, Session after) {
    SessionStatus was = before.map(Session::status).orElse(SessionStatus.NEVER_STARTED);
    return after.status().equals(was)
        ? Optional.empty()
        : Optional.of(SessionStatusChanged.of(after));
  }

  /** What its owner did to a webhook has no reason and is nobody's news. */
  private static Optional<Event> webhook(Optional<Webhook> before, Webhook after) {
    boolean wasEnabled = before.filter(webhook -> webhook.settings().enabled()).isPresent();
    return Optional.of(after.disableState())
        .filter(_ -> wasEnabled && !after.settings().enabled())
        .flatMap(Webhook.DisableState::disabledReason)
        .map(reason -> new WebhookDisabled(after, reason));
  }
}
