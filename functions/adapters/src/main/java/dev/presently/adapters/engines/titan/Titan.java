package dev.presently.adapters.engines.titan;

import dev.presently.adapters.engines.EngineCall;
import dev.presently.adapters.engines.EngineProtocol;
import dev.presently.adapters.engines.EngineRequest;
import dev.presently.adapters.engines.UnsupportedCommand;
import dev.presently.adapters.json.StrictJson;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Titan (docs.usetitan.app, 2026). {@code engine.session} is the Titan session and {@code
 * engine.apiKey} its API key.
 *
 * <ul>
 *   <li>Stop and the body of typing are not in its documentation and follow its other routes.
 *   <li>Its webhooks are set by its users ({@code POST /api/webhooks}), with a key that Titan may
 *       choose itself: start does not set them.
 *   <li>502 means that the runner of the session cannot be reached.
 *   <li>What happens to subscriptions after a reconnect is not documented.
 * </ul>
 */
public final class Titan implements EngineProtocol {
  private static final EngineType TYPE = new EngineType("titan");

  @Override
  public EngineType type() {
    return TYPE;
  }

  @Override
  public boolean needsUrl() {
    return true;
  }

  @Override
  public boolean sendsStatus() {
    return true;
  }

  @Override
  public EngineEventReader events() {
    return new TitanEventReader();
  }

  @Override
  public List<EngineCall> calls(EngineSettings engine, EngineCommand command) {
    return List.of(call(engine, command));
  }

  private static EngineCall call(EngineSettings engine, EngineCommand command) {
    return switch (command) {
      case EngineCommand.Start(_) -> new EngineCall(post(engine, "/start"), TitanAnswers::session);
      case EngineCommand.Stop() -> new EngineCall(post(engine, "/stop"), TitanAnswers::session);
      case EngineCommand.ReadStatus(_) ->
          new EngineCall(
              EngineRequest.get(session(engine), headers(engine)), TitanAnswers::session);
      case EngineCommand.SetPresence(var availability) ->
          new EngineCall(
              post(engine, "/presence")
                  .with(StrictJson.newObject().put("presence", word(availability))),
              TitanAnswers::done);
      case EngineCommand.Subscribe(var contact) ->
          new EngineCall(
              post(engine, "/presence/" + EngineRequest.segment(contact.toString()) + "/subscribe"),
              TitanAnswers::done);
      case EngineCommand.SendTyping(var chat, var typing) ->
          new EngineCall(
              post(engine, "/messages/typing")
                  .with(
                      StrictJson.newObject()
                          .put("chatId", chat.toString())
                          .put("state", word(typing))),
              TitanAnswers::done);
    };
  }

  private static EngineRequest post(EngineSettings engine, String route) {
    return EngineRequest.post(session(engine) + route, headers(engine));
  }

  private static String session(EngineSettings engine) {
    return "/api/sessions/"
        + EngineRequest.segment(
            engine
                .session()
                .orElseThrow(
                    () -> new UnsupportedCommand("set engine.session to the Titan session")));
  }

  private static Map<String, String> headers(EngineSettings engine) {
    return engine
        .apiKey()
        .map(key -> Map.of("Authorization", "Bearer " + key.value()))
        .orElse(Map.of());
  }

  private static String word(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
