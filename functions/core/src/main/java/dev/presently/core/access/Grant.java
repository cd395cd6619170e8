package dev.presently.core.access;

import dev.presently.core.session.SessionName;
import java.util.Optional;
import java.util.Set;

/** What a key may do, and with which sessions; absent sessions are all of them. */
public record Grant(Set<Scope> scopes, Optional<Set<SessionName>> sessions) {
  public Grant {
    scopes = Set.copyOf(scopes);
    sessions = sessions.map(Set::copyOf);
  }

  /** Everything in all sessions. */
  public static Grant everything() {
    return new Grant(Set.of(Scope.ALL), Optional.empty());
  }

  public boolean allows(Scope needed) {
    return scopes.stream().anyMatch(scope -> scope.includes(needed));
  }

  public boolean reaches(SessionName session) {
    return sessions.map(own -> own.contains(session)).orElse(true);
  }

  /** Also what belongs to no session alone. */
  public boolean reachesAll() {
    return sessions.isEmpty();
  }
}
