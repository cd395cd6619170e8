package dev.presently.e2e.chaos;

import dev.presently.core.Examples;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.Event;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Change;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceRules;
import dev.presently.core.presence.Report;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.HmacKey;
import dev.presently.core.webhook.SigningKeys;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What contacts and owners can do in a world. Contacts and receivers go by number. */
final class Stage {
  final World world;
  final List<WebhookId> webhooks = new ArrayList<>();
  private final Map<PresenceKey, Presence> presences = new HashMap<>();
  private int keys;

  Stage(World world) {
    this.world = world;
  }

  /** The contact comes or goes, and that is stored. */
  void change(int contact) {
    Instant now = world.turns.instant();
    PresenceKey key = PresenceKey.of(new SessionName("sales"), jid(contact));
    Identity who = Identity.of(key.contact());
    Presence before = presences.computeIfAbsent(key, _ -> Presence.unknown(who, now));
    boolean here = before.availability().equals(Optional.of(Availability.AVAILABLE));
    Presence after =
        PresenceRules.apply(
            before,
            Report.about(who).with(here ? Availability.UNAVAILABLE : Availability.AVAILABLE),
            now);
    presences.put(key, after);
    ContactRecord record = ContactRecord.none(key);
    Change.between(Optional.of(record.with(before)), record.with(after))
        .ifPresent(change -> world.store(new Event.PresenceUpdate(change)));
  }

  static Jid jid(int contact) {
    return Jid.phone("551199999%04d".formatted(contact));
  }

  static String url(int receiver) {
    return "https://r" + receiver + ".presently.dev/events";
  }

  WebhookId register(int receiver, Webhook.WebhookSettings wishes) {
    WebhookId id = world.webhooks.nextId();
    webhooks.add(id);
    world.webhooks.save(
        Webhook.create(
            id,
            Examples.url(url(receiver)),
            SigningKeys.only(nextKey()),
            wishes,
            world.turns.instant()));
    return id;
  }

  void move(WebhookId id, int receiver) {
    world.owner(
        revise ->
            revise.renew(
                id, (w, at) -> w.changed(Examples.url(url(receiver)), w.keys(), w.settings(), at)));
  }

  void rotate(WebhookId id, Duration overlap) {
    HmacKey next = nextKey();
    world.owner(
        revise ->
            revise.change(
                id,
                (w, at) ->
                    w.changed(w.url(), w.keys().rotate(next, overlap, at), w.settings(), at)));
  }

  void wish(WebhookId id, UnaryOperator<Webhook.WebhookSettings> wish) {
    world.owner(
        revise ->
            revise.change(
                id, (w, at) -> w.changed(w.url(), w.keys(), wish.apply(w.settings()), at)));
  }

  void disable(WebhookId id) {
    wish(id, w -> Wishes.enabled(w, false));
  }

  void enable(WebhookId id) {
    world.owner(
        revise ->
            revise.renew(
                id,
                (w, at) -> w.changed(w.url(), w.keys(), Wishes.enabled(w.settings(), true), at)));
  }

  void remove(WebhookId id) {
    world.owner(revise -> revise.remove(id));
  }

  void redeliver(DeliveryRecord record) {
    world.redeliver(record.delivery().webhook(), record.id());
  }

  void mood(int receiver, Mood mood) {
    world.town.set(url(receiver), mood);
  }

  private HmacKey nextKey() {
    keys++;
    return new HmacKey("a key of these tests: " + keys);
  }
}
