package dev.presently.api.session;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.SessionJson;
import dev.presently.core.Page;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code GET /api/sessions}: the sessions that the key may access, by name. */
public final class ListSessions extends ApiHandler {
  private final SessionStore sessions;

  public ListSessions() {
    this(System.getenv());
  }

  public ListSessions(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  ListSessions(ApiWiring wiring) {
    super(wiring.filters());
    this.sessions = wiring.sessions();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    Optional<String> after = request.cursor(SessionJson.LIST, SessionName::parse);
    int limit = request.limit(100, 500);
    Page<Session> page =
        request
            .grant()
            .sessions()
            .map(names -> page(names, after, limit))
            .orElseGet(() -> sessions.list(after, limit));
    return SessionJson.page(page, request.intakeUrl());
  }

  /** Of the sessions of a key, which are at most 100. */
  private Page<Session> page(Set<SessionName> names, Optional<String> after, int limit) {
    return Page.first(
        sessions.findAll(
            names.stream()
                .filter(name -> after.isEmpty() || name.value().compareTo(after.get()) > 0)
                .sorted(Comparator.comparing(SessionName::value))
                .toList()),
        limit,
        session -> session.name().value());
  }
}
