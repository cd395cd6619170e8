package dev.presently.core.session;

import dev.presently.core.Page;
import dev.presently.core.Pages;
import dev.presently.core.contact.Jid;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Stores sessions in memory, synchronized. */
public final class InMemorySessionStore implements SessionStore {
  private final NavigableMap<String, Session> sessions = new TreeMap<>();
  private final Map<Jid, SessionName> owners = new HashMap<>();

  @Override
  public synchronized Optional<Session> find(SessionName name) {
    return Optional.ofNullable(sessions.get(name.value()));
  }

  @Override
  public synchronized List<Session> findAll(Collection<SessionName> names) {
    return names.stream().flatMap(name -> find(name).stream()).toList();
  }

  @Override
  public synchronized Page<Session> list(Optional<String> after, int limit) {
    return Pages.of(sessions, after, limit, session -> session.name().value());
  }

  @Override
  public synchronized Result save(Optional<Session> before, Session session) {
    if (session.revision() != find(session.name()).map(Session::revision).orElse(0L)) {
      return new Result.Conflict();
    }
    for (Jid jid : session.ownJids()) {
      if (!owners.getOrDefault(jid, session.name()).equals(session.name())) {
        return new Result.JidTaken(jid);
      }
    }
    before.ifPresent(this::free);
    session.ownJids().forEach(jid -> owners.put(jid, session.name()));
    Session saved = next(session);
    sessions.put(session.name().value(), saved);
    return new Result.Saved(saved);
  }

  @Override
  public synchronized void remove(Session session) {
    find(session.name())
        .filter(stored -> stored.createdAt().equals(session.createdAt()))
        .ifPresent(
            stored -> {
              free(stored);
              sessions.remove(stored.name().value());
            });
  }

  @Override
  public synchronized Optional<SessionName> ownerOf(Jid jid) {
    return Optional.ofNullable(owners.get(jid));
  }

  private void free(Session session) {
    session.ownJids().forEach(jid -> owners.remove(jid, session.name()));
  }

  private static Session next(Session session) {
    return session.withRevision(session.revision() + 1);
  }
}
