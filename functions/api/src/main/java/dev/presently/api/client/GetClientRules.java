package dev.presently.api.client;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.core.client.ClientRulesStore;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.util.Map;

/** {@code GET /api/sessions/{session}/client-rules}. */
public final class GetClientRules extends ApiHandler {
  private final ClientRulesStore rules;
  private final SessionStore sessions;

  public GetClientRules() {
    this(System.getenv());
  }

  public GetClientRules(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  GetClientRules(ApiWiring wiring) {
    super(wiring.filters());
    this.rules = wiring.clientRules();
    this.sessions = wiring.sessions();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    SessionName name = request.session();
    return rules
        .find(name)
        .map(ClientRulesJson::answer)
        .orElseGet(() -> ClientRulesJson.missing(sessions, name));
  }
}
