package dev.presently.core.presence;

import dev.presently.core.Contention;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
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
  private final Contention contention;
  private final Clock clock;

  public ApplyReport(PresenceStore store, Contention contention, Clock clock) {
    this.store = store;
    this.contention = contention;
    this.clock = clock;
  }

  public Result apply(SessionName session, Report report) {
    return contention.settle(() -> attempt(session, report));
  }

  private Optional<Result> attempt(SessionName session, Report report) {
    Instant now = clock.instant();
    ContactRecord held = held(session, report);
    Presence before = held.presenceOr(report.contact(), now);
    if (before.isOverdue(now)) {
      store.save(held.with(Rules.expire(before, now)));
      return Optional.empty();
    }
    Presence after = Rules.apply(before, report, now);
    if (after.equals(before) && held.revision() > 0) {
      return Optional.of(new Result.Same());
    }
    return save(held, after)
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

  private boolean save(ContactRecord held, Presence after) {
    ContactRecord record = held.with(after);
    Identity now = after.identity();
    Optional<Jid> known = held.presence().flatMap(presence -> presence.identity().lid());
    if (!now.isLinked() || known.equals(now.lid())) {
      return store.save(record);
    }
    if (held.key().group().isEmpty()) {
      return link(record, now.lid().orElseThrow());
    }
    var person = PresenceKey.of(held.key().session(), now.jid());
    return link(find(person), now.lid().orElseThrow()) && store.save(record);
  }

  /** The first time that both addresses of a person are told together. */
  private boolean link(ContactRecord person, Jid lid) {
    Optional<ContactRecord> absorbed =
        store
            .find(PresenceKey.of(person.key().session(), lid))
            .filter(found -> found.key().contact().equals(lid));
    ContactRecord heir =
        absorbed
            .filter(_ -> !person.isSubscribed())
            .flatMap(ContactRecord::subscription)
            .map(person::with)
            .orElse(person);
    return store.saveLinked(heir, lid, absorbed);
  }

  private ContactRecord find(PresenceKey key) {
    return store.find(key).orElseGet(() -> ContactRecord.none(key));
  }
}
