package dev.presently.core.presence;

import dev.presently.core.contact.Identity;
import java.time.Instant;
import java.util.Optional;

/**
 * What we hold to be true of a contact: availability and activity kept apart, and folded when read.
 * {@code began} is when this record began, {@code updatedAt} the time of the last change.
 */
public record Presence(
    Identity identity,
    Optional<Availability> availability,
    Optional<TimedActivity> activity,
    LastSeen lastSeen,
    Optional<Instant> observedLastSeen,
    Seq seq,
    Instant began,
    Instant updatedAt,
    ReportHistory history) {
  /** Nothing was ever heard of this contact. */
  public static Presence unknown(Identity identity, Instant now) {
    return new Presence(
        identity,
        Optional.empty(),
        Optional.empty(),
        LastSeen.UNKNOWN,
        Optional.empty(),
        Seq.NONE,
        now,
        now,
        ReportHistory.NONE);
  }

  /** The same presence of a person of whom a later report told more addresses. */
  Presence mergedWith(Identity later) {
    return new Presence(
        identity.mergedWith(later),
        availability,
        activity,
        lastSeen,
        observedLastSeen,
        seq,
        began,
        updatedAt,
        history);
  }

  /** What the last change made of this contact, whatever the time is now. */
  public PresenceState state() {
    return activity
        .map(ongoing -> PresenceState.of(ongoing.activity()))
        .or(() -> availability.map(PresenceState::of))
        .orElse(PresenceState.UNKNOWN);
  }

  /** The activity's time is up, though nobody has noted it yet. */
  public boolean isOverdue(Instant now) {
    return activity.filter(ongoing -> ongoing.isExpired(now)).isPresent();
  }

  /** What a reader sees now: an activity whose time is up has ended. */
  public Presence fold(Instant now) {
    return isOverdue(now) ? PresenceRules.withoutActivity(this) : this;
  }
}
