package dev.presently.core.presence;

import dev.presently.core.ConflictRetry;
import dev.presently.core.EngineTime;
import dev.presently.core.contact.Identity;
import dev.presently.core.session.SessionName;
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
  private final LinkAddresses addresses;
  private final ConflictRetry conflicts;
  private final Clock clock;

  public ApplyReport(PresenceStore store, ConflictRetry conflicts, Clock clock) {
    this.store = store;
    this.addresses = new LinkAddresses(store);
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
      SessionName session, Report reported, Function<PresenceKey, ContactRecord> records) {
    Instant now = clock.instant();
    ContactRecord person = records.apply(PresenceKey.of(session, reported.contact().jid()));
    return switch (addresses.identify(person, reported, now)) {
      case LinkAddresses.Step.Known(Identity who) ->
          attempt(person, reported, reported.of(who), records, now);
      case LinkAddresses.Step.Written() -> attempt(session, reported, this::find);
      case LinkAddresses.Step.Lost() -> Optional.empty();
    };
  }

  private Optional<Result> attempt(
      ContactRecord person,
      Report reported,
      Report report,
      Function<PresenceKey, ContactRecord> records,
      Instant now) {
    ContactRecord held =
        report.group().map(group -> records.apply(person.key().in(group))).orElse(person);
    Presence before = held.presence().orElseGet(() -> Presence.unknown(report.contact(), now));
    if (before.hasExpired(now)) {
      store.save(held.with(PresenceRules.expire(before, now)));
      return Optional.empty();
    }
    if (before.history().isOutdated(report, now)) {
      return Optional.of(new Result.Same());
    }
    Presence after = linkedAgain(PresenceRules.apply(before, report, now), reported, now);
    boolean nothingToKeep = held.presence().isEmpty() && after.seq().equals(Seq.NONE);
    ContactRecord next = (nothingToKeep ? held : held.with(after)).heard(now);
    if (next.equals(held)) {
      return Optional.of(new Result.Same());
    }
    return save(next, held, person)
        ? Optional.of(
            after.seq().equals(before.seq()) ? new Result.Same() : new Result.Changed(after))
        : Optional.empty();
  }

  /** A report with a time that names both addresses again: an older one does not undo the link. */
  private static Presence linkedAgain(Presence after, Report reported, Instant now) {
    Identity both = reported.contact();
    Optional<Instant> told =
        reported
            .at()
            .filter(_ -> reported.group().isEmpty() && both.isLinked())
            .filter(_ -> both.lid().equals(after.identity().lid()))
            .map(given -> EngineTime.of(given, now));
    return told.map(at -> after.named(after.identity(), at)).orElse(after);
  }

  /** New addresses in a group are right only if the person's own record still has them. */
  private boolean save(ContactRecord next, ContactRecord held, ContactRecord person) {
    boolean isNew = held.revision() == 0 || !next.addresses().equals(held.addresses());
    return (next.key().group().isPresent() && isNew)
        ? store.saveParticipant(next, person, Optional.empty())
        : store.save(next);
  }

  private ContactRecord find(PresenceKey key) {
    return store.find(key).orElseGet(() -> ContactRecord.none(key));
  }
}
