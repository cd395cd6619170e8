package dev.presently.core.presence;

import static java.util.Optional.empty;

import dev.presently.core.contact.Identity;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a contact. Availability and activity are stored separately and folded when read;
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
      return new Version(seq.next(), began, updatedAt).at(at);
    }

    private Version at(Instant at) {
      return at.isAfter(updatedAt) ? new Version(seq, began, at) : this;
    }
  }

  /** Nothing is known of this contact. */
  public static Presence unknown(Identity identity, Instant now) {
    var version = new Version(Seq.NONE, now, now);
    return new Presence(
        identity, empty(), empty(), LastSeen.UNKNOWN, empty(), version, ReportHistory.NONE);
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
    Identity both = identity.mergedWith(later);
    return new Presence(both, availability, activity, lastSeen, observedLastSeen, version, history);
  }

  Presence with(Version next) {
    return new Presence(
        identity, availability, activity, lastSeen, observedLastSeen, next, history);
  }

  /** The state after the last change, at whatever time it is read. */
  public PresenceState state() {
    return activity
        .map(timed -> timed.activity().state())
        .or(() -> availability.map(Availability::state))
        .orElse(PresenceState.UNKNOWN);
  }

  /** The activity has expired, and its end is not stored yet. */
  public boolean hasExpiredActivity(Instant now) {
    return activity.filter(timed -> timed.isExpired(now)).isPresent();
  }

  /** What a reader sees now: an expired activity has ended, at the moment when it expired. */
  public Presence fold(Instant now) {
    if (!hasExpiredActivity(now)) {
      return this;
    }
    Version ended = version.at(activity.orElseThrow().until());
    return new Presence(
        identity, availability, empty(), lastSeen, observedLastSeen, ended, history);
  }
}
