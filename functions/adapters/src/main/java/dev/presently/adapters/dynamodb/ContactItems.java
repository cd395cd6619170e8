package dev.presently.adapters.dynamodb;

import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Activity;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Confirmation;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.FactTimes;
import dev.presently.core.presence.LastSeen;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.ReportHistory;
import dev.presently.core.presence.Seq;
import dev.presently.core.presence.TimedActivity;
import dev.presently.core.session.SessionName;
import dev.presently.core.subscription.Subscription;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The item of a contact in the Presence table and its stream.
 *
 * <pre>
 * pk                          session
 * sk                          contact JID, or group JID # participant JID
 * revision, write             see {@link Revision}
 *
 * seq, began, updatedAt       once there was a report; the following attributes only then
 * phone, lid, mode            the identity; mode is pn or lid
 * joining                     address whose items in groups are still to be joined with this one's
 * availability                available | unavailable
 * activity                    composing | recording, with activitySince and activityUntil
 * lastSeen                    visible, with lastSeenAt, or hidden; absent if unknown
 * observedLastSeen            time
 * confirmedAvailableAt        when it was reported available, with believedUntil; both only for one
 *                             that grows old
 * heardAt, heardEvents        time of the newest report, list of the last event ids
 * availabilityTold, typingTold, lastSeenTold, namesTold  when each fact was last reported
 *
 * subscribedAt, renewedAt     once there was a subscription; endedAt once it ended
 * askedAt                     when a remote engine was last asked, with confirmedAt once it reported
 *                             the contact and deniedReason if it refused
 * </pre>
 *
 * <p>A LID that is linked to a phone number has an alias item: {@code sk} is the LID, {@code
 * leadsTo} the phone number's JID, and there is no revision. In a group where the LID had an item
 * of its own, {@code sk} is group JID # LID, and {@code leadsTo} group JID # phone number's JID.
 *
 * <p>For each group item of a person there is an item with nothing but its key, by which the
 * person's groups are found: {@code sk} is participant JID # group JID.
 */
public final class ContactItems {
  static final String LEADS_TO = "leadsTo";
  private static final String LAST_SEEN = "lastSeen";
  private static final String LAST_SEEN_AT = "lastSeenAt";

  private ContactItems() {}

  /** Reads an item or a stream image; empty for an alias and for an item of another kind. */
  public static Optional<ContactRecord> read(Map<String, AttributeValue> attributes) {
    Item item = new Item(attributes);
    return item.has(LEADS_TO) || !isContact(item.key())
        ? Optional.empty()
        : Optional.of(
            UnknownValue.ifRefused(
                () ->
                    new ContactRecord(
                        presenceKey(item.key()),
                        presence(item),
                        subscription(item),
                        item.text("joining").map(Jid::parse),
                        item.number(Revision.REVISION))));
  }

  /** The key of a contact's item or of an alias; empty for an item of another kind. */
  public static Optional<PresenceKey> readKey(Map<String, AttributeValue> attributes) {
    return Optional.of(new Item(attributes).key())
        .filter(ContactItems::isContact)
        .map(key -> UnknownValue.ifRefused(() -> presenceKey(key)));
  }

  static Optional<ContactRecord> read(Item item) {
    return read(item.attributes());
  }

  static ItemKey key(PresenceKey key) {
    return new ItemKey(key.session().value(), key.path());
  }

  /** A contact, a group, a participant or an alias of one of them. */
  private static boolean isContact(ItemKey key) {
    int hash = key.sk().indexOf('#');
    return hash < 0 ? key.sk().indexOf('@') >= 0 : key.sk().startsWith("@g.us", hash - 5);
  }

  /** Whether an image is of an alias; see {@link ContactRecord#led}. */
  public static boolean isAlias(Map<String, AttributeValue> attributes) {
    return attributes.containsKey(LEADS_TO);
  }

  /** The sort key that an image of an alias leads to; empty for other images. */
  public static Optional<String> leadsTo(Map<String, AttributeValue> attributes) {
    return new Item(attributes).text(LEADS_TO);
  }

  static Item alias(PresenceKey lid, String path) {
    return Item.at(key(lid)).text(LEADS_TO, path);
  }

  /** A LID's alias, not one in a group. */
  static boolean isLidAlias(Item item) {
    return item.has(LEADS_TO) && item.key().sk().indexOf('#') < 0;
  }

  /** The phone number that a LID's alias leads to. */
  static Jid number(Item alias) {
    return Jid.parse(alias.required(LEADS_TO));
  }

  static Item membership(PresenceKey participant) {
    return Item.at(membershipKey(participant));
  }

  static ItemKey membershipKey(PresenceKey participant) {
    return new ItemKey(
        participant.session().value(),
        membershipPrefix(participant.contact()) + participant.group().orElseThrow());
  }

  static String membershipPrefix(Jid contact) {
    return contact + "#";
  }

  static Jid groupOfMembership(Item membership) {
    return Jid.parse(membership.key().sk().split("#", 2)[1]);
  }

  static Item write(ContactRecord record) {
    Item item = Item.at(key(record.key())).text("joining", record.joining());
    record.presence().ifPresent(presence -> write(item, presence));
    record
        .subscription()
        .ifPresent(
            subscription ->
                item.text("subscribedAt", subscription.createdAt())
                    .text("renewedAt", subscription.renewedAt())
                    .text("endedAt", subscription.endedAt())
                    .text("askedAt", subscription.askedAt())
                    .text("confirmedAt", subscription.confirmedAt())
                    .text("deniedReason", subscription.deniedReason()));
    return item;
  }

  private static void write(Item item, Presence presence) {
    Identity who = presence.identity();
    item.number("seq", presence.seq().value())
        .text("began", presence.began())
        .text("updatedAt", presence.updatedAt())
        .text("phone", who.phone())
        .text("lid", who.lid())
        .word("mode", who.mode())
        .word("availability", presence.availability())
        .text("observedLastSeen", presence.observedLastSeen())
        .text("confirmedAvailableAt", presence.confirmed().map(Confirmation::at))
        .text("believedUntil", presence.confirmed().map(Confirmation::until))
        .text("heardAt", presence.history().at())
        .texts("heardEvents", presence.history().events())
        .text("availabilityTold", presence.history().facts().availability())
        .text("typingTold", presence.history().facts().typing())
        .text("lastSeenTold", presence.history().facts().lastSeen())
        .text("namesTold", presence.history().facts().names());
    presence
        .activity()
        .ifPresent(
            timed ->
                item.word("activity", timed.activity())
                    .text("activitySince", timed.since())
                    .text("activityUntil", timed.until()));
    writeLastSeen(item, presence.lastSeen());
  }

  static void writeLastSeen(Item item, LastSeen lastSeen) {
    switch (lastSeen) {
      case LastSeen.Visible(var at) -> item.text(LAST_SEEN, "visible").text(LAST_SEEN_AT, at);
      case LastSeen.Hidden() -> item.text(LAST_SEEN, "hidden");
      case LastSeen.Unknown() -> {}
    }
  }

  static LastSeen readLastSeen(Item item) {
    return switch (item.text(LAST_SEEN).orElse("unknown")) {
      case "visible" -> new LastSeen.Visible(item.requiredInstant(LAST_SEEN_AT));
      case "hidden" -> LastSeen.HIDDEN;
      case "unknown" -> LastSeen.UNKNOWN;
      default -> throw new UnknownValue(LAST_SEEN);
    };
  }

  private static PresenceKey presenceKey(ItemKey key) {
    var session = new SessionName(key.pk());
    int hash = key.sk().indexOf('#');
    return hash < 0
        ? PresenceKey.of(session, Jid.parse(key.sk()))
        : new PresenceKey(
            session,
            Jid.parse(key.sk().substring(hash + 1)),
            Optional.of(Jid.parse(key.sk().substring(0, hash))));
  }

  private static Optional<Presence> presence(Item item) {
    return item.has("seq")
        ? Optional.of(
            new Presence(
                new Identity(
                    item.text("phone").map(Jid::parse),
                    item.text("lid").map(Jid::parse),
                    item.word("mode", Identity.Mode.class).orElseThrow()),
                item.word("availability", Availability.class),
                activity(item),
                readLastSeen(item),
                item.instant("observedLastSeen"),
                new Presence.Version(
                    new Seq(item.number("seq")),
                    item.requiredInstant("began"),
                    item.requiredInstant("updatedAt")),
                new ReportHistory(
                    item.instant("heardAt"),
                    item.texts("heardEvents"),
                    new FactTimes(
                        item.instant("availabilityTold"),
                        item.instant("typingTold"),
                        item.instant("lastSeenTold"),
                        item.instant("namesTold"))),
                item.instant("confirmedAvailableAt")
                    .map(at -> new Confirmation(at, item.requiredInstant("believedUntil")))))
        : Optional.empty();
  }

  private static Optional<TimedActivity> activity(Item item) {
    return item.word("activity", Activity.class)
        .map(
            activity ->
                new TimedActivity(
                    activity,
                    item.requiredInstant("activitySince"),
                    item.requiredInstant("activityUntil")));
  }

  private static Optional<Subscription> subscription(Item item) {
    Optional<Instant> began = item.instant("subscribedAt");
    return began.map(
        at ->
            new Subscription(
                at,
                item.requiredInstant("renewedAt"),
                item.instant("endedAt"),
                item.instant("askedAt"),
                item.instant("confirmedAt"),
                item.text("deniedReason")));
  }
}
