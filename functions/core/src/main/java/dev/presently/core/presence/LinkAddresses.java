package dev.presently.core.presence;

import dev.presently.core.EngineTime;
import dev.presently.core.InParallel;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import dev.presently.core.subscription.Subscription;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Makes the phone number and the LID of one person lead to one record, and to one in each group. A
 * link is written with the person's record, which then names the address whose groups are to be
 * joined; after a crash, the next report about the person goes on. See docs/adr/0005.
 */
final class LinkAddresses {
  /** The writes of one attempt; the next one joins the other groups. */
  private static final int MOST_GROUPS = 100;

  /** What one step towards one record for each person has come to. */
  sealed interface Step {
    /** The person's addresses, as they are known after the report. */
    record Known(Identity addresses) implements Step {}

    /** Something was written, here or by another: all is to be read again. */
    record Written() implements Step {}

    /** Another writer was faster, or much is left: to be tried again later. */
    record Lost() implements Step {}

    private static Step of(boolean isWritten) {
      return isWritten ? new Written() : new Lost();
    }
  }

  private final PresenceStore store;

  LinkAddresses(PresenceStore store) {
    this.store = store;
  }

  /** The next step before this report can be applied. */
  Step identify(ContactRecord person, Report report, Instant now) {
    if (person.joining().isPresent()) {
      return Step.of(join(person, now));
    }
    Identity reported = report.contact();
    Optional<Identity> known = person.presence().map(Presence::identity);
    Optional<Jid> lid = known.flatMap(Identity::lid);
    boolean isNews =
        person.key().contact().server() == Jid.Server.PHONE
            && reported.lid().isPresent()
            && (reported.isLinked() ? !lid.equals(reported.lid()) : lid.isEmpty());
    if (isNews) {
      return link(person, reported.lid().orElseThrow(), report, now);
    }
    return new Step.Known(
        known.map(both -> reported.withAddressesOf(reported.mergedWith(both))).orElse(reported));
  }

  private Step link(ContactRecord person, Jid lid, Report report, Instant now) {
    SessionName session = person.key().session();
    Jid number = person.key().contact();
    ContactRecord other = find(PresenceKey.of(session, lid));
    boolean isLinked = !other.key().contact().equals(lid);
    boolean isOther = !other.key().equals(person.key());
    boolean isNumber = isOther && isLinked;
    if (isNumber && !report.contact().isLinked()) {
      return new Step.Lost();
    }
    if (!isOther && !other.equals(person)) {
      return new Step.Written();
    }
    Instant told = report.at().map(given -> EngineTime.of(given, now)).orElse(now);
    if (isOutdated(person, told)
        || (isLinked && (isOutdated(other, told) || isApplied(person, report, now)))) {
      return new Step.Known(
          person
              .presence()
              .map(Presence::identity)
              .map(report.contact()::withAddressesOf)
              .orElseGet(() -> Identity.of(number)));
    }
    if (isNumber && other.joining().isPresent()) {
      return Step.of(join(other, now));
    }
    Presence held = person.presence().orElseGet(() -> Presence.unknown(Identity.of(number), now));
    if (held.hasExpired(now)) {
      return Step.of(store.save(person.with(PresenceRules.expire(held, now))));
    }
    boolean movesAlong = isNumber && hasLid(other, lid);
    ContactRecord linked =
        person.with(held.named(Identity.of(number, lid, held.identity().mode()), told));
    if (isOther && (movesAlong || !isNumber)) {
      linked = subscribed(merged(linked, other, now), other);
    }
    return Step.of(
        store.saveLinked(
            linked.joining(Optional.of(movesAlong ? other.key().contact() : lid)),
            lid,
            Optional.of(other)
                .filter(_ -> isOther && other.revision() > 0)
                .map(
                    former ->
                        movesAlong ? left(former, now).joining(Optional.of(number)) : former)));
  }

  /** The addresses were linked otherwise by a later report. */
  private static boolean isOutdated(ContactRecord record, Instant told) {
    return record
        .presence()
        .flatMap(presence -> presence.history().facts().names())
        .filter(later -> later.isAfter(told))
        .isPresent();
  }

  /** The same report was applied before the LID was linked to another number. */
  private boolean isApplied(ContactRecord person, Report report, Instant now) {
    ContactRecord held = report.group().map(group -> find(person.key().in(group))).orElse(person);
    return held.presence().filter(known -> known.history().isOutdated(report, now)).isPresent();
  }

  private static boolean hasLid(ContactRecord record) {
    return lid(record).isPresent();
  }

  private static boolean hasLid(ContactRecord record, Jid lid) {
    return lid(record).equals(Optional.of(lid));
  }

  private static Optional<Jid> lid(ContactRecord record) {
    return record.presence().flatMap(presence -> presence.identity().lid());
  }

  private static ContactRecord merged(ContactRecord person, ContactRecord other, Instant now) {
    return other
        .presence()
        .map(known -> LinkRules.merge(person.presence().orElseThrow(), known, now))
        .map(person::with)
        .orElse(person);
  }

  /** The active subscription of either address is the person's. */
  private static ContactRecord subscribed(ContactRecord person, ContactRecord other) {
    return person.isSubscribed()
        ? person
        : other.subscription().filter(Subscription::isActive).map(person::with).orElse(person);
  }

  private static ContactRecord left(ContactRecord number, Instant now) {
    return number
        .presence()
        .map(known -> number.with(LinkRules.leave(known, number.key().contact(), now)))
        .orElse(number);
  }

  /**
   * Finishes what a link has begun with this record: of a number that was left, with the new one.
   * False if it is to be tried again.
   */
  private boolean join(ContactRecord record, Instant now) {
    PresenceKey address = record.key().with(record.joining().orElseThrow());
    if (hasLid(record)) {
      return joinGroups(record, address.contact(), now)
          && store.save(record.joining(Optional.empty()));
    }
    ContactRecord person = find(address);
    return person.joining().equals(Optional.of(record.key().contact()))
        ? join(person, now)
        : store.save(record.joining(Optional.empty()));
  }

  /**
   * One after the other, until a write is lost: each depends on the person's record, and DynamoDB
   * cancels transactions that have an item in common.
   */
  private boolean joinGroups(ContactRecord person, Jid address, Instant now) {
    SessionName session = person.key().session();
    Set<Jid> groups = new TreeSet<>(store.groupsOf(session, person.key().contact()));
    groups.addAll(store.groupsOf(session, address));
    if (groups.isEmpty()) {
      return true;
    }
    List<BooleanSupplier> writes =
        InParallel.each(groups, group -> joining(group, address, person, now)).stream()
            .flatMap(Optional::stream)
            .toList();
    return writes.stream().limit(MOST_GROUPS).allMatch(BooleanSupplier::getAsBoolean)
        && writes.size() <= MOST_GROUPS;
  }

  /** The write that joins the records in this group, if one is needed. */
  private Optional<BooleanSupplier> joining(
      Jid group, Jid address, ContactRecord person, Instant now) {
    Identity names = person.presence().orElseThrow().identity();
    Jid number = person.key().contact();
    PresenceKey key = person.key().in(group);
    ContactRecord own = find(key);
    Optional<ContactRecord> other =
        store
            .find(key.with(address))
            .filter(found -> !found.key().equals(own.key()))
            .filter(found -> found.key().contact().equals(address))
            .filter(found -> hasLid(found, names.lid().orElseThrow()));
    Presence held =
        own.presence().orElseGet(() -> Presence.unknown(Identity.of(number), now)).named(names);
    if (held.hasExpired(now)) {
      return Optional.of(
          () ->
              store.save(own.with(PresenceRules.expire(held, now)))
                  && joining(group, address, person, now).stream()
                      .allMatch(BooleanSupplier::getAsBoolean));
    }
    ContactRecord named = own.with(held);
    if (other.isEmpty()) {
      return own.revision() == 0 || named.equals(own)
          ? Optional.empty()
          : Optional.of(() -> store.saveParticipant(named, person, Optional.empty()));
    }
    ContactRecord former = other.get();
    boolean isLid = former.key().contact().server() == Jid.Server.LID;
    return Optional.of(
        () ->
            store.saveParticipant(
                merged(named, former, now),
                person,
                Optional.of(isLid ? former : left(former, now))));
  }

  private ContactRecord find(PresenceKey key) {
    return store.find(key).orElseGet(() -> ContactRecord.none(key));
  }
}
