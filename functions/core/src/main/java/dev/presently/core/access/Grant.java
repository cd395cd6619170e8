package dev.presently.core.access;

import dev.presently.core.session.SessionName;
import java.util.Optional;
import java.util.Set;

/** The scopes and sessions of a key; absent sessions means all. */
public record Grant(Set<Scope> scopes, Optional<Set<SessionName>> sessions) {
  public Grant {
    scopes = Set.copyOf(scopes);
    sessions = sessions.map(Set::copyOf);
  }

  public static Grant everything() {
    return new Grant(Set.of(Scope.ALL), Optional.empty());
  }

  public boolean allows(Scope needed) {
    return scopes.stream().anyMatch(scope -> scope.includes(needed));
  }

  public boolean reaches(SessionName session) {
    return sessions.map(own -> own.contains(session)).orElse(true);
  }

  /** Includes resources that belong to no single session. */
  public boolean reachesAll() {
    return sessions.isEmpty();
  }
}
