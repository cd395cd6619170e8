package dev.presently.core.presence;

import dev.presently.core.ConflictRetry;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Ends an expired activity; the change is stored when this returns. An activity expires 25 s after
 * its last report ({@link TimedActivity}); it ends earlier when the contact is reported as paused
 * or unavailable, or sends a message ({@link PresenceRules}).
 */
public final class EndActivity {
  /** Whether the activity has ended. */
  public sealed interface Result {
    /** It has ended, now or before. */
    record Ended() implements Result {}

    /** It was renewed and must be checked again then. */
    record Renewed(Instant until) implements Result {}
  }

  private final PresenceStore store;
  private final ConflictRetry conflicts;
  private final Clock clock;

  public EndActivity(PresenceStore store, ConflictRetry conflicts, Clock clock) {
    this.store = store;
    this.conflicts = conflicts;
    this.clock = clock;
  }

  /** Ends the activity that began at {@code since}; a later one has its own timer. */
  public Result end(PresenceKey key, Instant since) {
    return conflicts.retry(() -> attempt(key, since));
  }

  private Optional<Result> attempt(PresenceKey key, Instant since) {
    Instant now = clock.instant();
    Optional<ContactRecord> held = store.find(key);
    Optional<Presence> presence = held.flatMap(ContactRecord::presence);
    Optional<TimedActivity> activity =
        presence.flatMap(Presence::activity).filter(timed -> timed.since().equals(since));
    if (activity.isEmpty()) {
      return Optional.of(new Result.Ended());
    }
    if (!activity.get().isExpired(now)) {
      return Optional.of(new Result.Renewed(activity.get().until()));
    }
    var ended = held.orElseThrow().with(PresenceRules.expire(presence.orElseThrow(), now));
    return store.save(ended) ? Optional.of(new Result.Ended()) : Optional.empty();
  }
}
