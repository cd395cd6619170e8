package dev.presently.core.presence;

import dev.presently.core.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a contact was reported available, and until when that is believed. A presence without one is
 * believed until it is reported otherwise.
 */
public record Confirmation(Instant at, Instant until) {
  /**
   * How long a session believes such a report. So that a repeated report seldom needs a write, it
   * renews a confirmation only after a tenth of this time; a contact can therefore become unknown
   * up to a tenth earlier, never later. One from before {@code connectionSince} is renewed at once.
   *
   * @param staleAfter how long a report is believed
   * @param connectionSince when the session's connection changed last, or later
   */
  public record Rule(Duration staleAfter, Instant connectionSince) {
    private static final int PARTS = 10;

    /** The session's rule; empty if it believes for ever. */
    public static Optional<Rule> of(Session session) {
      return session.engine().staleAfter().map(time -> new Rule(time, session.updatedAt()));
    }

    Confirmation confirm(Optional<Confirmation> held, Instant now) {
      return held.filter(known -> !isRenewed(known, now))
          .orElseGet(() -> Confirmation.of(now, staleAfter));
    }

    private boolean isRenewed(Confirmation held, Instant now) {
      return !held.at().isAfter(connectionSince)
          || !held.at().plus(staleAfter.dividedBy(PARTS)).isAfter(now)
          || !held.until().equals(held.at().plus(staleAfter));
    }
  }

  static Confirmation of(Instant at, Duration staleAfter) {
    return new Confirmation(at, at.plus(staleAfter));
  }

  boolean isStale(Instant now) {
    return !until.isAfter(now);
  }
}
