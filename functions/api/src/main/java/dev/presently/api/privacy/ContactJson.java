package dev.presently.api.privacy;

import static dev.presently.adapters.json.StrictJson.putIfPresent;

import dev.presently.adapters.json.ChatJson;
import dev.presently.adapters.json.StrictJson;
import dev.presently.api.ApiResponse;
import dev.presently.api.BoundedArray;
import dev.presently.api.Responses;
import dev.presently.api.presence.HistoryJson;
import dev.presently.api.webhook.DeliveryJson;
import dev.presently.core.Page;
import dev.presently.core.command.CommandResult;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.history.HistoryEntry;
import dev.presently.core.presence.ChatView;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.Presence;
import dev.presently.core.privacy.ContactData;
import dev.presently.core.subscription.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** All data held about one contact, as an export. */
final class ContactJson {
  private ContactJson() {}

  /** The deliveries follow when there are no more changes. */
  static ApiResponse export(
      String list,
      ContactData data,
      Optional<ChatView> chat,
      Page<HistoryEntry> changes,
      Supplier<Page<DeliveryRecord>> rest) {
    ObjectNode json = StrictJson.newObject().put("chatId", data.chat().toString());
    data.addresses().stream().map(Jid::toString).forEach(json.putArray("addresses")::add);
    chat.ifPresent(view -> json.set("presence", ChatJson.of(view)));
    chat.flatMap(ChatView::subscription)
        .ifPresent(subscription -> json.set("subscription", subscription(subscription)));
    data.inGroups().stream()
        .flatMap(record -> record.presence().map(presence -> inGroup(record, presence)).stream())
        .forEach(json.putArray("groups")::add);
    data.stored().records().stream()
        .map(ContactJson::record)
        .forEach(json.putArray("records")::add);
    data.commands().stream().map(ContactJson::command).forEach(json.putArray("commands")::add);
    Optional<String> nextChange = history(json, changes).map(ExportPosition::ofChange);
    Page<DeliveryRecord> deliveries =
        nextChange.isPresent() ? new Page<>(List.of(), Optional.empty()) : rest.get();
    Optional<String> next =
        new BoundedArray(json.putArray("deliveries"), json)
            .addPage(
                deliveries.items().iterator(),
                deliveries.items().size(),
                DeliveryJson::export,
                record -> record.id().toString(),
                deliveries.next());
    return Responses.part(list, nextChange.or(() -> next), json);
  }

  private static Optional<String> history(ObjectNode json, Page<HistoryEntry> changes) {
    return new BoundedArray(json.putArray("history"), json)
        .addPage(
            changes.items().iterator(),
            changes.items().size(),
            HistoryJson::export,
            HistoryJson::position,
            changes.next());
  }

  private static ObjectNode subscription(Subscription subscription) {
    ObjectNode json =
        StrictJson.newObject()
            .put("createdAt", subscription.createdAt().toString())
            .put("renewedAt", subscription.renewedAt().toString());
    return putIfPresent(json, "endedAt", subscription.endedAt());
  }

  private static ObjectNode inGroup(ContactRecord record, Presence presence) {
    return StrictJson.newObject()
        .put("chatId", record.key().chat().toString())
        .set("participant", ChatJson.participant(presence));
  }

  /** A stored item: its key, its times and the engine events it was built from. */
  private static ObjectNode record(ContactRecord record) {
    ObjectNode json = StrictJson.newObject().put("chatId", record.key().chat().toString());
    putIfPresent(json, "participant", record.key().group().map(_ -> record.key().contact()));
    record.presence().ifPresent(presence -> times(json, presence));
    return json;
  }

  private static void times(ObjectNode json, Presence presence) {
    json.put("heldSince", presence.began().toString())
        .put("updatedAt", presence.updatedAt().toString());
    putIfPresent(json, "heardAt", presence.history().at());
    presence.history().events().forEach(json.putArray("engineEvents")::add);
  }

  /** Without the result, which may name other contacts. */
  private static ObjectNode command(CommandResult result) {
    return StrictJson.newObject()
        .put("correlationId", result.id().value())
        .put("at", result.at().toString());
  }
}
