package dev.presently.relay;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.transformers.v2.dynamodb.DynamodbAttributeValueTransformer;
import dev.presently.adapters.dynamodb.ContactItems;
import dev.presently.core.live.PushPresences.Changed;
import dev.presently.core.live.WatchedChat;
import dev.presently.core.presence.Change;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.PresenceKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads what watchers see of a record of the Presence table's stream. */
final class WatchedChanges {
  private WatchedChanges() {}

  /** None where nothing changed that a watcher sees. Whatever was removed is read again. */
  static List<Changed> read(DynamodbStreamRecord record) {
    var before = image(record.getDynamodb().getOldImage());
    var after = image(record.getDynamodb().getNewImage());
    if (after.isEmpty()) {
      return removed(before.orElse(Map.of()));
    }
    Optional<String> leadsTo = ContactItems.leadsTo(after.get());
    if (leadsTo.isPresent()) {
      return leadsTo.equals(before.flatMap(ContactItems::leadsTo))
          ? List.of()
          : chat(after.get()).stream().toList();
    }
    return after
        .flatMap(ContactItems::read)
        .flatMap(now -> changed(before.flatMap(ContactItems::read), now))
        .stream()
        .toList();
  }

  private static List<Changed> removed(Map<String, AttributeValue> before) {
    return ContactItems.read(before)
        .filter(record -> record.key().group().isEmpty())
        .map(
            record ->
                record.addresses().stream()
                    .map(name -> chat(PresenceKey.of(record.key().session(), name)))
                    .toList())
        .orElseGet(() -> chat(before).stream().toList());
  }

  private static Optional<Changed> changed(Optional<ContactRecord> before, ContactRecord now) {
    return Change.between(before, now)
        .map(
            change ->
                change.key().group().isPresent()
                    ? chat(change.key())
                    : new Changed.OfContact(change, now));
  }

  private static Optional<Changed> chat(Map<String, AttributeValue> item) {
    return ContactItems.readKey(item).map(WatchedChanges::chat);
  }

  private static Changed chat(PresenceKey key) {
    return new Changed.OfChat(new WatchedChat(key.session(), key.chat()));
  }

  private static Optional<Map<String, AttributeValue>> image(
      Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue>
          image) {
    return Optional.ofNullable(image).map(DynamodbAttributeValueTransformer::toAttributeValueMapV2);
  }
}
