package dev.presently.api.subscription;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Responses;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.Engine;
import dev.presently.core.engine.Engines;
import dev.presently.core.session.SessionName;
import java.util.Map;
import java.util.Optional;

/**
 * {@code DELETE /api/sessions/{session}/presence/{chatId}/subscribe}: 200 also when there was none.
 */
public final class UnsubscribePresence extends ApiHandler {
  private final Engines engines;

  public UnsubscribePresence() {
    this(System.getenv());
  }

  public UnsubscribePresence(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  UnsubscribePresence(ApiWiring wiring) {
    super(wiring.filters());
    this.engines = wiring.useCases().engines();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    SessionName name = request.session();
    Jid chat = request.chat();
    Optional<Engine> engine = engines.find(name);
    engine.ifPresent(found -> found.unsubscribe(chat));
    return engine.isPresent() ? ApiResponse.success() : Responses.noSession(name);
  }
}
