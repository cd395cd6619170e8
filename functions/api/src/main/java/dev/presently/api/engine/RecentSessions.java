package dev.presently.api.engine;

import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The last 50 sessions as this instance read them, of any age: a guess that spares a read, and
 * never a reason for a write or an answer.
 */
final class RecentSessions {
  private static final int MAX_SESSIONS = 50;

  private final SequencedMap<SessionName, Session> sessions = new LinkedHashMap<>();

  synchronized Optional<Session> find(SessionName name) {
    return Optional.ofNullable(sessions.get(name));
  }

  synchronized void put(Session session) {
    sessions.putLast(session.name(), session);
    if (sessions.size() > MAX_SESSIONS) {
      sessions.pollFirstEntry();
    }
  }
}
