package dev.presently.core.engine;

import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.LastSeen;
import dev.presently.core.presence.Report;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import java.time.Instant;

/**
 * The presence that a loopback session has set for itself. {@code at} is when it last changed and
 * grows with each change, so that readers can order two of them.
 */
public record OwnPresence(
    SessionName session, Availability availability, LastSeen lastSeen, Instant at, long revision) {
  /** Unavailable since the session was created. */
  static OwnPresence initial(Session session) {
    return new OwnPresence(
        session.name(), Availability.UNAVAILABLE, LastSeen.UNKNOWN, session.createdAt(), 0);
  }

  /** Becoming unavailable sets last seen; the same availability changes nothing. */
  OwnPresence become(Availability next, Instant now) {
    if (next == availability) {
      return this;
    }
    Instant later = later(now);
    return new OwnPresence(
        session,
        next,
        next == Availability.UNAVAILABLE ? new LastSeen.Visible(later) : lastSeen,
        later,
        revision);
  }

  /** The same presence under another address, later than every earlier report. */
  OwnPresence renewed(Instant now) {
    return new OwnPresence(session, availability, lastSeen, later(now), revision);
  }

  private Instant later(Instant now) {
    return now.isAfter(at) ? now : at.plusMillis(1);
  }

  /** About the session under one of its addresses. */
  Report reportOf(Jid self) {
    return Report.about(Identity.of(self)).with(availability).with(lastSeen).at(at);
  }
}
