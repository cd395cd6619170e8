package dev.presently.core.client;

import dev.presently.core.session.SessionName;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps client rules in memory. */
public final class InMemoryClientRulesStore implements ClientRulesStore {
  private final Map<SessionName, ClientRules> rules = new ConcurrentHashMap<>();

  @Override
  public Optional<ClientRules> find(SessionName session) {
    return Optional.ofNullable(rules.get(session));
  }

  @Override
  public boolean add(ClientRules first) {
    return rules.putIfAbsent(first.session(), first) == null;
  }

  @Override
  public boolean replace(ClientRules changed) {
    return rules.computeIfPresent(
            changed.session(),
            (_, current) -> current.tokenKey().equals(changed.tokenKey()) ? changed : current)
        == changed;
  }

  @Override
  public void remove(SessionName session) {
    rules.remove(session);
  }
}
