package dev.presently.api.session;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Responses;
import dev.presently.api.SessionJson;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.engine.Engines;
import dev.presently.core.session.ChangeSession;
import dev.presently.core.session.SessionName;
import java.util.Map;

/**
 * {@code PATCH /api/sessions/{session}}: subscribers of a changed address are informed before the
 * answer.
 */
public final class UpdateSession extends ApiHandler {
  private final ChangeSession sessions;
  private final Engines engines;
  private final AllowedPrivateHosts allowed;

  public UpdateSession() {
    this(System.getenv());
  }

  public UpdateSession(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  UpdateSession(ApiWiring wiring) {
    super(wiring.filters());
    this.sessions = wiring.useCases().changeSession();
    this.engines = wiring.useCases().engines();
    this.allowed = wiring.allowedPrivateHosts();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    SessionChanges changes = request.body(fields -> SessionChanges.read(fields, allowed));
    SessionName name = request.session();
    return switch (sessions.change(name, changes::apply)) {
      case ChangeSession.Result.Changed(var before, var after) -> {
        engines.moved(before, after);
        yield SessionJson.answer(200, after);
      }
      case ChangeSession.Result.NoSuchSession() -> Responses.noSession(name);
      case ChangeSession.Result.JidTaken(var jid) -> Responses.jidTaken(jid);
    };
  }
}
