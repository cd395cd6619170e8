package dev.presently.core.presence;

import dev.presently.core.ConflictRetry;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Ends an activity whose time is up; the change is stored when this returns. */
public final class EndActivity {
  /** What became of the activity. */
  public sealed interface Result {
    /** It has ended, now or before. */
    record Ended() implements Result {}

    /** It was renewed in the meantime and wants to be looked at again then. */
    record GoesOn(Instant until) implements Result {}
  }

  private final PresenceStore store;
  private final ConflictRetry conflicts;
  private final Clock clock;

  public EndActivity(PresenceStore store, ConflictRetry conflicts, Clock clock) {
    this.store = store;
    this.conflicts = conflicts;
    this.clock = clock;
  }

  /** Looks after the activity that began at {@code since}; a later one has a timer of its own. */
  public Result end(PresenceKey key, Instant since) {
    return conflicts.retry(() -> attempt(key, since));
  }

  private Optional<Result> attempt(PresenceKey key, Instant since) {
    Instant now = clock.instant();
    Optional<ContactRecord> held = store.find(key);
    Optional<Presence> presence = held.flatMap(ContactRecord::presence);
    Optional<TimedActivity> ongoing =
        presence.flatMap(Presence::activity).filter(on -> on.since().equals(since));
    if (ongoing.isEmpty()) {
      return Optional.of(new Result.Ended());
    }
    if (!ongoing.get().isExpired(now)) {
      return Optional.of(new Result.GoesOn(ongoing.get().until()));
    }
    var ended = held.orElseThrow().with(PresenceRules.expire(presence.orElseThrow(), now));
    return store.save(ended) ? Optional.of(new Result.Ended()) : Optional.empty();
  }
}
