package dev.presently.api.presence;

import dev.presently.api.Answers;
import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Entrance;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.Engines;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.SessionName;
import java.util.Map;

/**
 * {@code POST /api/sessions/{session}/messages/typing}: told to whoever sees it when it answers.
 */
public final class SendTyping extends ApiHandler {
  private final Engines engines;

  public SendTyping() {
    this(System.getenv());
  }

  public SendTyping(Map<String, String> environment) {
    var wiring = ApiWiring.of(environment);
    this(wiring.engines(), wiring.entrance());
  }

  SendTyping(Engines engines, Entrance entrance) {
    super(entrance);
    this.engines = engines;
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    Input told =
        request.body(
            fields ->
                new Input(
                    fields.required("chatId", Jid::parse),
                    fields.optional("state", Typing::parse).orElse(Typing.COMPOSING)));
    SessionName name = request.session();
    return Answers.of(
        engines.of(name).type(told.chat(), told.typing()), name, ApiResponse::success);
  }

  private record Input(Jid chat, Typing typing) {}
}
