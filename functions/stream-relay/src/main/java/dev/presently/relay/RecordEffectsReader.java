package dev.presently.relay;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.transformers.v2.dynamodb.DynamodbAttributeValueTransformer;
import dev.presently.adapters.dynamodb.CommandResultItems;
import dev.presently.adapters.dynamodb.ContactItems;
import dev.presently.adapters.dynamodb.SessionItems;
import dev.presently.adapters.dynamodb.UnknownValue;
import dev.presently.adapters.dynamodb.WebhookItems;
import dev.presently.adapters.dynamodb.WritingRequest;
import dev.presently.core.RequestId;
import dev.presently.core.delivery.Event;
import dev.presently.core.delivery.Event.SessionStatusChanged;
import dev.presently.core.delivery.Event.WebhookDisabled;
import dev.presently.core.delivery.EventOfRequest;
import dev.presently.core.delivery.PoisonQueue.Poison;
import dev.presently.core.history.HistoryEntry;
import dev.presently.core.presence.Change;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.webhook.Webhook;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads the effects of a stream record from the record alone. A record of the Presence table is a
 * change of presence if its {@code seq} grew. A record of the Registry table has an event if a
 * session's status changed, a webhook was disabled because of its receiver, or a queued command
 * ended.
 */
final class RecordEffectsReader {
  /** DynamoDB rounds the time of a record down to seconds. */
  private static final Duration ROUNDED_BY = Duration.ofSeconds(1);

  private final String presenceTable;
  private final String registryTable;

  RecordEffectsReader(String presenceTable, String registryTable) {
    this.presenceTable = presenceTable;
    this.registryTable = registryTable;
  }

  /**
   * Throws for a record of another table, which is a wrong configuration, and for a record of a
   * newer version, which waits for this function's update. Neither is poison.
   */
  RecordEffects read(DynamodbStreamRecord record) {
    // arn:aws:dynamodb:REGION:ACCOUNT:table/NAME/stream/TIMESTAMP
    String table = record.getEventSourceARN().split("/", -1)[1];
    if (!table.equals(presenceTable) && !table.equals(registryTable)) {
      throw new IllegalArgumentException("a stream of another table");
    }
    try {
      return read(record, table);
    } catch (UnknownValue e) {
      throw e;
    } catch (RuntimeException e) {
      String reason = e.getClass().getSimpleName() + ": " + e.getMessage();
      String sequenceNumber = record.getDynamodb().getSequenceNumber();
      return RecordEffects.unreadable(
          new Poison(reason, table, sequenceNumber, StreamRecordJson.write(record)), e);
    }
  }

  private RecordEffects read(DynamodbStreamRecord record, String table) {
    if (record.getEventName().equals("REMOVE")) {
      return table.equals(presenceTable) ? removed(record) : RecordEffects.NONE;
    }
    var before = Optional.ofNullable(record.getDynamodb().getOldImage()).map(this::attributes);
    var after =
        Optional.ofNullable(record.getDynamodb().getNewImage()).map(this::attributes).orElseThrow();
    Optional<RequestId> requestId = WritingRequest.read(after);
    return table.equals(presenceTable)
        ? contact(record, before.flatMap(ContactItems::read), after)
            .flatMap(
                contact -> presence(record, before.flatMap(ContactItems::read), contact, requestId))
            .orElse(RecordEffects.NONE)
        : RecordEffects.of(
            registryEvent(before, after).map(event -> new EventOfRequest(event, requestId)));
  }

  private Map<String, AttributeValue> attributes(
      Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue>
          image) {
    return DynamodbAttributeValueTransformer.toAttributeValueMapV2(image);
  }

  /** A contact whose address leads to another from now on ends what it was doing. */
  private static Optional<ContactRecord> contact(
      DynamodbStreamRecord record,
      Optional<ContactRecord> before,
      Map<String, AttributeValue> after) {
    return ContactItems.isAlias(after)
        ? before.map(
            last -> last.led(record.getDynamodb().getApproximateCreationDateTime().toInstant()))
        : ContactItems.read(after);
  }

  private static Optional<RecordEffects> presence(
      DynamodbStreamRecord record,
      Optional<ContactRecord> before,
      ContactRecord after,
      Optional<RequestId> requestId) {
    String sequenceNumber = record.getDynamodb().getSequenceNumber();
    return Change.between(before, after)
        .map(
            change ->
                RecordEffects.of(
                    change,
                    after,
                    requestId,
                    SeqGap.find(sequenceNumber, before, change),
                    HistoryEntry.between(before, after)));
  }

  private RecordEffects removed(DynamodbStreamRecord record) {
    Map<String, AttributeValue> removed = attributes(record.getDynamodb().getOldImage());
    Instant until =
        record.getDynamodb().getApproximateCreationDateTime().toInstant().plus(ROUNDED_BY);
    return ContactItems.readKey(removed)
        .map(key -> RecordEffects.of(new HistoryStep.Remove(key, until)))
        .orElse(RecordEffects.NONE);
  }

  /** Items of other kinds have no event. */
  private static Optional<Event> registryEvent(
      Optional<Map<String, AttributeValue>> before, Map<String, AttributeValue> after) {
    return SessionItems.read(after)
        .flatMap(session -> statusChanged(before.flatMap(SessionItems::read), session))
        .or(
            () ->
                WebhookItems.read(after)
                    .flatMap(webhook -> disabled(before.flatMap(WebhookItems::read), webhook)))
        .or(() -> CommandResultItems.read(after).map(Event.CommandEnded::new));
  }

  private static Optional<Event> statusChanged(Optional<Session> before, Session after) {
    SessionStatus previous = before.map(Session::status).orElse(SessionStatus.NEVER_STARTED);
    return after.status().equals(previous)
        ? Optional.empty()
        : Optional.of(new SessionStatusChanged(after));
  }

  /** A webhook that its owner disabled has no reason, and no event. */
  private static Optional<Event> disabled(Optional<Webhook> before, Webhook after) {
    boolean wasEnabled = before.filter(webhook -> webhook.settings().enabled()).isPresent();
    return Optional.of(after.disableState())
        .filter(_ -> wasEnabled && !after.settings().enabled())
        .flatMap(Webhook.DisableState::disabledReason)
        .map(reason -> new WebhookDisabled(after, reason));
  }
}
