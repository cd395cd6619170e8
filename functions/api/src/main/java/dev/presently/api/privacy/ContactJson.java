package dev.presently.api.privacy;

import dev.presently.adapters.json.JsonWriter;
import dev.presently.api.ApiResponse;
import dev.presently.api.Responses;
import dev.presently.api.presence.PresenceJson;
import dev.presently.api.webhook.BoundedPage;
import dev.presently.api.webhook.DeliveryJson;
import dev.presently.core.Page;
import dev.presently.core.command.CommandResult;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.presence.ChatView;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.Presence;
import dev.presently.core.privacy.ContactData;
import dev.presently.core.subscription.Subscription;
import java.util.List;
import java.util.Optional;

/** All that is held about one contact, as its owner may ask for it. */
final class ContactJson {
  private ContactJson() {}

  static ApiResponse export(
      String list, ContactData held, Optional<ChatView> reading, Page<DeliveryRecord> deliveries) {
    Page<DeliveryRecord> page = BoundedPage.withBodies(deliveries);
    return Responses.part(
        list,
        page.next(),
        json -> {
          json.text("chatId", held.chat().toString()).texts("addresses", held.addresses());
          reading.ifPresent(
              now -> json.object("presence", presence -> PresenceJson.write(presence, now)));
          reading
              .flatMap(ChatView::subscription)
              .ifPresent(wish -> json.object("subscription", one -> subscription(one, wish)));
          json.objects("groups", inGroups(held), ContactJson::inGroup)
              .objects("records", held.traces().records(), ContactJson::record)
              .objects("commands", held.commands(), ContactJson::command)
              .objects("deliveries", page.items(), DeliveryJson::export);
        });
  }

  private static void subscription(JsonWriter json, Subscription wish) {
    json.text("createdAt", wish.createdAt().toString())
        .text("renewedAt", wish.renewedAt().toString())
        .text("endedAt", wish.endedAt());
  }

  private static List<ContactRecord> inGroups(ContactData held) {
    return held.inGroups().stream().filter(record -> record.presence().isPresent()).toList();
  }

  private static void inGroup(JsonWriter json, ContactRecord record) {
    json.text("chatId", record.key().chat().toString())
        .object(
            "participant", who -> PresenceJson.participant(who, record.presence().orElseThrow()));
  }

  /** Where it stands, since when, and what of the engine's events it was heard from. */
  private static void record(JsonWriter json, ContactRecord record) {
    json.text("chatId", record.key().chat().toString())
        .text("participant", record.key().group().<Jid>map(_ -> record.key().contact()));
    record.presence().ifPresent(presence -> heard(json, presence));
  }

  private static void heard(JsonWriter json, Presence presence) {
    json.text("heldSince", presence.began().toString())
        .text("updatedAt", presence.updatedAt().toString())
        .text("heardAt", presence.heard().at())
        .texts("engineEvents", presence.heard().events());
  }

  /** Without its result, which names others too. */
  private static void command(JsonWriter json, CommandResult result) {
    json.text("correlationId", result.id().value()).text("at", result.at().toString());
  }
}
