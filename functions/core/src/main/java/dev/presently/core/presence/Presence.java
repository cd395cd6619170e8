package dev.presently.core.presence;

import dev.presently.core.contact.Identity;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a contact. Availability and activity are stored apart and folded when read;
 * {@code observedLastSeen} is when an available contact was reported unavailable.
 */
public record Presence(
    Identity identity,
    Optional<Availability> availability,
    Optional<TimedActivity> activity,
    LastSeen lastSeen,
    Optional<Instant> observedLastSeen,
    Version version,
    ReportHistory history) {
  /** The number of changes since the record {@code began}, and the time of the last. */
  public record Version(Seq seq, Instant began, Instant updatedAt) {
    Version next(Instant at) {
      return new Version(seq.next(), began, at.isAfter(updatedAt) ? at : updatedAt);
    }
  }

  /** Nothing is known of this contact. */
  public static Presence unknown(Identity identity, Instant now) {
    return new Presence(
        identity,
        Optional.empty(),
        Optional.empty(),
        LastSeen.UNKNOWN,
        Optional.empty(),
        new Version(Seq.NONE, now, now),
        ReportHistory.NONE);
  }

  public Seq seq() {
    return version.seq();
  }

  public Instant began() {
    return version.began();
  }

  public Instant updatedAt() {
    return version.updatedAt();
  }

  Presence with(Identity later) {
    return new Presence(
        identity.mergedWith(later),
        availability,
        activity,
        lastSeen,
        observedLastSeen,
        version,
        history);
  }

  Presence with(Version next) {
    return new Presence(
        identity, availability, activity, lastSeen, observedLastSeen, next, history);
  }

  /** The state after the last change, at whatever time it is read. */
  public PresenceState state() {
    return activity
        .map(timed -> PresenceState.of(timed.activity()))
        .or(() -> availability.map(PresenceState::of))
        .orElse(PresenceState.UNKNOWN);
  }

  /** The activity has expired, and its end is not stored yet. */
  public boolean isOverdue(Instant now) {
    return activity.filter(timed -> timed.isExpired(now)).isPresent();
  }

  /** What a reader sees now: an expired activity has ended, at the moment when it expired. */
  public Presence fold(Instant now) {
    if (!isOverdue(now)) {
      return this;
    }
    Instant ended = activity.orElseThrow().until();
    return new Presence(
        identity,
        availability,
        Optional.empty(),
        lastSeen,
        observedLastSeen,
        new Version(seq(), began(), ended.isAfter(updatedAt()) ? ended : updatedAt()),
        history);
  }
}
