package dev.presently.core.presence;

import dev.presently.core.ConflictRetry;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import dev.presently.core.subscription.Subscription;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Applies one report about a contact; a change is stored when this returns. Each write is one
 * change: what has expired is ended by a separate write first.
 */
public final class ApplyReport {
  /** Whether the report changed the contact. */
  public sealed interface Result {
    /** The visible state changed and has a new {@code seq}. */
    record Changed(Presence presence) implements Result {}

    /** The visible state is the same. */
    record Same() implements Result {}
  }

  private final PresenceStore store;
  private final ConflictRetry conflicts;
  private final Clock clock;

  public ApplyReport(PresenceStore store, ConflictRetry conflicts, Clock clock) {
    this.store = store;
    this.conflicts = conflicts;
    this.clock = clock;
  }

  public Result apply(SessionName session, Report report) {
    return conflicts.retry(() -> attempt(session, report, this::find));
  }

  /** The same with records that were just read; others are read, and all of them for a retry. */
  Result apply(SessionName session, Report report, Map<PresenceKey, ContactRecord> records) {
    Function<PresenceKey, ContactRecord> known =
        key -> Optional.ofNullable(records.get(key)).orElseGet(() -> find(key));
    return conflicts.retry(known, () -> this::find, reads -> attempt(session, report, reads));
  }

  private Optional<Result> attempt(
      SessionName session, Report report, Function<PresenceKey, ContactRecord> records) {
    Instant now = clock.instant();
    ContactRecord held = held(session, report, records);
    if (isNewlyLinked(held, report.contact())) {
      link(session, report.contact(), now);
      return Optional.empty();
    }
    Presence before = held.presence().orElseGet(() -> Presence.unknown(report.contact(), now));
    if (before.hasExpired(now)) {
      store.save(held.with(PresenceRules.expire(before, now)));
      return Optional.empty();
    }
    if (before.history().isOutdated(report, now)) {
      return Optional.of(new Result.Same());
    }
    Presence after = PresenceRules.apply(before, report, now);
    boolean nothingToKeep = held.presence().isEmpty() && after.seq().equals(Seq.NONE);
    ContactRecord next = (nothingToKeep ? held : held.with(after)).heard(now);
    if (next.equals(held)) {
      return Optional.of(new Result.Same());
    }
    return store.save(next)
        ? Optional.of(
            after.seq().equals(before.seq()) ? new Result.Same() : new Result.Changed(after))
        : Optional.empty();
  }

  private static ContactRecord held(
      SessionName session, Report report, Function<PresenceKey, ContactRecord> records) {
    Jid contact = report.contact().jid();
    if (report.group().isPresent() && contact.server() == Jid.Server.LID) {
      contact = records.apply(PresenceKey.of(session, contact)).key().contact();
    }
    return records.apply(new PresenceKey(session, contact, report.group()));
  }

  /** The report names both addresses, and the LID is not linked to the phone number yet. */
  private boolean isNewlyLinked(ContactRecord held, Identity reported) {
    if (!reported.isLinked()
        || held.presence().flatMap(known -> known.identity().lid()).equals(reported.lid())) {
      return false;
    }
    var lid = PresenceKey.of(held.key().session(), reported.lid().orElseThrow());
    return !find(lid).key().contact().equals(reported.jid());
  }

  /** Links the LID to the phone number's record, which absorbs the LID's record. */
  private void link(SessionName session, Identity both, Instant now) {
    ContactRecord person = find(PresenceKey.of(session, both.jid()));
    Jid lid = both.lid().orElseThrow();
    Optional<ContactRecord> absorbed =
        store.find(PresenceKey.of(session, lid)).filter(found -> found.key().contact().equals(lid));
    store.saveLinked(merged(person, absorbed, both, now), lid, absorbed);
  }

  private static ContactRecord merged(
      ContactRecord person, Optional<ContactRecord> absorbed, Identity both, Instant now) {
    Presence known =
        person
            .presence()
            .filter(presence -> !presence.seq().equals(Seq.NONE))
            .or(() -> absorbed.flatMap(ContactRecord::presence))
            .or(person::presence)
            .orElseGet(() -> Presence.unknown(both, now))
            .with(both);
    Optional<Subscription> subscription =
        person.isSubscribed()
            ? person.subscription()
            : absorbed.flatMap(ContactRecord::subscription).or(person::subscription);
    return subscription.map(person.with(known)::with).orElse(person.with(known));
  }

  private ContactRecord find(PresenceKey key) {
    return store.find(key).orElseGet(() -> ContactRecord.none(key));
  }
}
