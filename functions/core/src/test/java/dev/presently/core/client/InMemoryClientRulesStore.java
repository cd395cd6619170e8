package dev.presently.core.client;

import dev.presently.core.session.Secret;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps client rules in memory. */
public final class InMemoryClientRulesStore implements ClientRulesStore {
  private final Map<SessionName, ClientRules> rules = new ConcurrentHashMap<>();
  private final SessionStore sessions;

  public InMemoryClientRulesStore(SessionStore sessions) {
    this.sessions = sessions;
  }

  @Override
  public Optional<ClientRules> find(SessionName session) {
    return Optional.ofNullable(rules.get(session));
  }

  @Override
  public boolean add(ClientRules first) {
    return sessions.find(first.session()).isPresent()
        && rules.putIfAbsent(first.session(), first) == null;
  }

  @Override
  public boolean replace(ClientRules changed, Secret tokenKey) {
    return rules.computeIfPresent(
            changed.session(),
            (_, current) -> current.tokenKey().equals(tokenKey) ? changed : current)
        == changed;
  }

  @Override
  public void remove(SessionName session) {
    rules.remove(session);
  }
}
