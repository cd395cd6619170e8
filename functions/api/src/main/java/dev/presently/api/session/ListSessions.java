package dev.presently.api.session;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.SessionJson;
import dev.presently.api.SessionScope;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.util.Map;
import java.util.Optional;

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
    return SessionJson.page(
        SessionScope.page(
            request.grant(),
            session -> Optional.of(session.name()),
            session -> session.name().value(),
            request.cursor(SessionJson.LIST, SessionName::parse),
            request.limit(100, 500),
            sessions::list),
        request.intakeUrl());
  }
}
