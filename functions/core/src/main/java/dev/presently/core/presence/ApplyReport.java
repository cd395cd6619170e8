package dev.presently.core.presence;

import dev.presently.core.ConflictRetry;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import dev.presently.core.subscription.Subscription;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Takes one report about a contact; the change, if it made one, is stored when this returns. Each
 * write is one change: an activity whose time was up ends by a write of its own first.
 */
public final class ApplyReport {
  /** What the report made of the contact. */
  public sealed interface Result {
    /** A reader sees a difference, which has a new {@code seq}. */
    record Changed(Presence presence) implements Result {}

    /** No reader sees a difference. */
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
    return conflicts.retry(() -> attempt(session, report));
  }

  private Optional<Result> attempt(SessionName session, Report report) {
    Instant now = clock.instant();
    ContactRecord held = held(session, report);
    if (isNewlyLinked(held, report.contact())) {
      link(session, report.contact(), now);
      return Optional.empty();
    }
    Presence before = held.presenceOr(report.contact(), now);
    if (before.isOverdue(now)) {
      store.save(held.with(PresenceRules.expire(before, now)));
      return Optional.empty();
    }
    Presence after = PresenceRules.apply(before, report, now);
    boolean nothingToKeep = held.presence().isEmpty() && after.seq().equals(Seq.NONE);
    if (nothingToKeep || after.equals(before)) {
      return Optional.of(new Result.Same());
    }
    return store.save(held.with(after))
        ? Optional.of(
            after.seq().equals(before.seq()) ? new Result.Same() : new Result.Changed(after))
        : Optional.empty();
  }

  private ContactRecord held(SessionName session, Report report) {
    Jid told = report.contact().jid();
    if (report.group().isPresent() && told.server() == Jid.Server.LID) {
      told =
          store
              .find(PresenceKey.of(session, told))
              .map(known -> known.key().contact())
              .orElse(told);
    }
    return find(PresenceKey.of(session, told, report));
  }

  /** Both addresses of a person are told together, and the one does not lead to the other yet. */
  private boolean isNewlyLinked(ContactRecord held, Identity told) {
    if (!told.isLinked()
        || held.presence().flatMap(known -> known.identity().lid()).equals(told.lid())) {
      return false;
    }
    var lid = PresenceKey.of(held.key().session(), told.lid().orElseThrow());
    return store.find(lid).filter(led -> led.key().contact().equals(told.jid())).isEmpty();
  }

  /**
   * From now on the LID leads to the phone number, which goes on from what either was known for.
   */
  private void link(SessionName session, Identity both, Instant now) {
    ContactRecord person = find(PresenceKey.of(session, both.jid()));
    Jid lid = both.lid().orElseThrow();
    Optional<ContactRecord> absorbed =
        store.find(PresenceKey.of(session, lid)).filter(found -> found.key().contact().equals(lid));
    store.saveLinked(heir(person, absorbed, both, now), lid, absorbed);
  }

  private static ContactRecord heir(
      ContactRecord person, Optional<ContactRecord> absorbed, Identity both, Instant now) {
    Presence known =
        person
            .presence()
            .filter(presence -> !presence.seq().equals(Seq.NONE))
            .or(() -> absorbed.flatMap(ContactRecord::presence))
            .or(person::presence)
            .orElseGet(() -> Presence.unknown(both, now))
            .mergedWith(both);
    Optional<Subscription> wished =
        person.isSubscribed()
            ? person.subscription()
            : absorbed.flatMap(ContactRecord::subscription).or(person::subscription);
    return wished.map(person.with(known)::with).orElse(person.with(known));
  }

  private ContactRecord find(PresenceKey key) {
    return store.find(key).orElseGet(() -> ContactRecord.none(key));
  }
}
