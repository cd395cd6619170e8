package dev.presently.core.engine;

import dev.presently.core.contact.Identity;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.LastSeen;
import dev.presently.core.presence.Report;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import java.time.Instant;

/**
 * What a loopback session says of itself. {@code at} is when it last changed, later with each
 * change, so that whoever hears of two changes can tell which was the later one.
 */
public record OwnPresence(
    SessionName session, Availability availability, LastSeen lastSeen, Instant at, long revision) {
  /** A session that never said anything is unavailable since it was made. */
  static OwnPresence atFirst(Session session) {
    return new OwnPresence(
        session.name(), Availability.UNAVAILABLE, LastSeen.UNKNOWN, session.createdAt(), 0);
  }

  /** Said once more, nothing changes; becoming unavailable makes this moment the last seen. */
  OwnPresence become(Availability said, Instant now) {
    if (said == availability) {
      return this;
    }
    Instant later = later(now);
    return new OwnPresence(
        session,
        said,
        said == Availability.UNAVAILABLE ? new LastSeen.Visible(later) : lastSeen,
        later,
        revision);
  }

  /** Said once more under another address: later than all that was told under any. */
  OwnPresence again(Instant now) {
    return new OwnPresence(session, availability, lastSeen, later(now), revision);
  }

  private Instant later(Instant now) {
    return now.isAfter(at) ? now : at.plusMillis(1);
  }

  Report reportOf(Identity self) {
    return Report.about(self).is(availability).lastSeen(lastSeen).at(at);
  }
}
