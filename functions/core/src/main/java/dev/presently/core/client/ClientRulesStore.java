package dev.presently.core.client;

import dev.presently.core.session.SessionName;
import java.util.Optional;

/** Stores the client rules of sessions. Reads see every completed write. */
public interface ClientRulesStore {
  Optional<ClientRules> find(SessionName session);

  /** Replaces those of the session. */
  void save(ClientRules rules);

  /** Does nothing if there are none. */
  void remove(SessionName session);
}
