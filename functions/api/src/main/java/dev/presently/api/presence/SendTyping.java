package dev.presently.api.presence;

import dev.presently.api.ApiRequest;
import dev.presently.api.ApiWiring;
import dev.presently.api.CommandHandler;
import dev.presently.core.command.Command;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Typing;
import java.util.Map;
import java.util.Set;

/** {@code POST /api/sessions/{session}/messages/typing}: subscribers see it before the answer. */
public final class SendTyping extends CommandHandler {
  public SendTyping() {
    this(System.getenv());
  }

  public SendTyping(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  SendTyping(ApiWiring wiring) {
    super(wiring);
  }

  @Override
  protected Command command(ApiRequest request) {
    Input input =
        request.body(
            fields ->
                new Input(
                    fields.required("chatId", Jid::parse),
                    fields.optional("state", Typing::parse).orElse(Typing.COMPOSING)));
    request.checkReach(Set.of(input.chat()));
    return new Command.SendTyping(request.session(), input.chat(), input.typing());
  }

  private record Input(Jid chat, Typing typing) {}
}
