package dev.presently.api.subscription;

import dev.presently.api.Answers;
import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Entrance;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.Engines;
import dev.presently.core.session.SessionName;
import java.util.Map;

/** {@code POST /api/sessions/{session}/presence/{chatId}/subscribe}: a repeated one is renewed. */
public final class SubscribePresence extends ApiHandler {
  private final Engines engines;

  public SubscribePresence() {
    this(System.getenv());
  }

  public SubscribePresence(Map<String, String> environment) {
    var wiring = ApiWiring.of(environment);
    this(wiring.engines(), wiring.entrance());
  }

  SubscribePresence(Engines engines, Entrance entrance) {
    super(entrance);
    this.engines = engines;
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    request.emptyBody();
    SessionName name = request.session();
    Jid chat = request.chat();
    return Answers.of(engines.of(name).subscribe(chat), name, ApiResponse::success);
  }
}
