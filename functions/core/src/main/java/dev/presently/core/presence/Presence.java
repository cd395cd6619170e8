package dev.presently.core.presence;

import static java.util.Optional.empty;

import dev.presently.core.contact.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a contact. Availability and activity are stored separately and folded when read;
 * {@code observedLastSeen} is when an available contact was reported unavailable; {@code confirmed}
 * is until when an available contact is believed to be so.
 */
public record Presence(
    Identity identity,
    Optional<Availability> availability,
    Optional<TimedActivity> activity,
    LastSeen lastSeen,
    Optional<Instant> observedLastSeen,
    Version version,
    ReportHistory history,
    Optional<Confirmation> confirmed) {
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
        identity,
        empty(),
        empty(),
        LastSeen.UNKNOWN,
        empty(),
        version,
        ReportHistory.NONE,
        empty());
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

  /** The same person, who is known under these addresses. */
  Presence named(Identity addresses) {
    return with(identity.withAddressesOf(addresses), history);
  }

  /** A number and a LID that were reported together at that time. */
  Presence named(Identity both, Instant reported) {
    return with(both, history.withNames(reported));
  }

  private Presence with(Identity who, ReportHistory reports) {
    return new Presence(
        who, availability, activity, lastSeen, observedLastSeen, version, reports, confirmed);
  }

  Presence with(Version next) {
    return new Presence(
        identity, availability, activity, lastSeen, observedLastSeen, next, history, confirmed);
  }

  /** What is known now is that nothing is known of the availability; the rest stays. */
  Presence forgotten(Instant at) {
    return new Presence(
        identity, empty(), empty(), lastSeen, observedLastSeen, version.at(at), history, empty());
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

  /**
   * Nobody has confirmed for too long that the contact is available, and that is not stored yet.
   */
  public boolean isStale(Instant now) {
    return confirmed.filter(last -> last.isStale(now)).isPresent();
  }

  /**
   * Believed for this time since it was confirmed; an available that never was, since now. Without
   * a time it is believed for ever.
   */
  Presence believedFor(Optional<Duration> staleAfter, Instant now) {
    Optional<Confirmation> believed =
        staleAfter
            .filter(_ -> availability.equals(Optional.of(Availability.AVAILABLE)))
            .map(time -> Confirmation.of(confirmed.map(Confirmation::at).orElse(now), time));
    return believed.equals(confirmed)
        ? this
        : new Presence(
            identity,
            availability,
            activity,
            lastSeen,
            observedLastSeen,
            version,
            history,
            believed);
  }

  /** Last confirmed through a connection that was lost at this time. */
  boolean isLostSince(Instant lostAt) {
    return confirmed.filter(last -> !last.at().isAfter(lostAt)).isPresent();
  }

  /** Now, or when it became stale. */
  public Instant believedUntil(Instant now) {
    return confirmed.filter(_ -> isStale(now)).map(Confirmation::until).orElse(now);
  }

  /** Something has ended by time, and that is not stored yet. */
  public boolean hasExpired(Instant now) {
    return hasExpiredActivity(now) || isStale(now);
  }

  /**
   * What a reader sees now: an expired activity has ended, at the moment when it expired, and a
   * stale availability is unknown, since it became stale.
   */
  public Presence fold(Instant now) {
    Presence ended = hasExpiredActivity(now) ? withoutActivity() : this;
    return ended.isStale(now) ? ended.forgotten(confirmed.orElseThrow().until()) : ended;
  }

  Presence withoutActivity() {
    return activityEndedAt(activity.orElseThrow().until());
  }

  /** The same after any activity has ended then, or when it expired. */
  Presence endedAt(Instant now) {
    return activity
        .map(timed -> activityEndedAt(timed.isExpired(now) ? timed.until() : now))
        .orElse(this);
  }

  private Presence activityEndedAt(Instant at) {
    return new Presence(
        identity,
        availability,
        empty(),
        lastSeen,
        observedLastSeen,
        version.at(at),
        history,
        confirmed);
  }
}
