package dev.presently.core.client;

import dev.presently.core.session.Secret;
import dev.presently.core.session.SessionName;
import java.util.Optional;

/** Stores the client rules of sessions. Reads see every completed write. */
public interface ClientRulesStore {
  Optional<ClientRules> find(SessionName session);

  /** False if the session has rules already, or there is no such session. */
  boolean add(ClientRules rules);

  /** False if the session has no rules with this token key now. */
  boolean replace(ClientRules rules, Secret tokenKey);

  /** Does nothing if there are none. */
  void remove(SessionName session);
}
