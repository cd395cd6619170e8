package dev.presently.api.webhook;

import dev.presently.core.InvalidValue;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.util.Optional;

/** Refuses a webhook for a session that there is not. */
final class ExistingSession {
  private ExistingSession() {}

  static void check(Optional<SessionName> session, SessionStore sessions) {
    if (session.isPresent() && sessions.find(session.get()).isEmpty()) {
      throw new InvalidValue(
          "invalid_value",
          "invalid session: there is no session named "
              + session.get()
              + "; accepted: the name of a session, or null for all",
          Optional.of("session"));
    }
  }
}
