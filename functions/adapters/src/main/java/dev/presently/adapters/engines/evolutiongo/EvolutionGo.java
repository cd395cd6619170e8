package dev.presently.adapters.engines.evolutiongo;

import dev.presently.adapters.engines.BasicPassword;
import dev.presently.adapters.engines.EngineCall;
import dev.presently.adapters.engines.EngineProtocol;
import dev.presently.adapters.engines.EngineRequest;
import dev.presently.adapters.engines.EngineResponse;
import dev.presently.adapters.engines.UnsupportedCommand;
import dev.presently.adapters.json.StrictJson;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.EngineAnswer;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * evolution-go (versions 0.6.1 to 0.7.2, from its sources). {@code engine.apiKey} is the instance's
 * token and tells the engine which instance is meant; {@code engine.session} is the instance's id,
 * which only {@code setPresence} needs.
 *
 * <ul>
 *   <li>Every command except status and start first starts an instance that is stopped. So a stop
 *       reads the status first. Typing is sent only to sessions that are {@code CONNECTED}:
 *       otherwise it would start an instance that the user stopped.
 *   <li>A stop forgets the events to send, and versions up to 0.7.2 forget all that a start leaves
 *       out: each start sends the events and, with an intake, the URL. Without an intake ({@code
 *       configure} is false) these versions forget the URL.
 *   <li>An instance that is connected already sends no event when it is started: the status is read
 *       after each start.
 *   <li>It cannot sign. Its webhook URL holds the secret as a password, which it sends as HTTP
 *       Basic.
 *   <li>It has no own presence, but the setting {@code alwaysOnline}, which works from the next
 *       connect on. Sending typing makes the account available.
 *   <li>It cannot subscribe to a contact. Typing arrives while the account is available.
 *   <li>It answers 503 until its licence is activated.
 * </ul>
 */
public final class EvolutionGo implements EngineProtocol {
  private static final EngineType TYPE = new EngineType("evolution-go");
  private static final List<String> EVENTS =
      List.of("PRESENCE", "CHAT_PRESENCE", "CONNECTION", "QRCODE");

  @Override
  public EngineType type() {
    return TYPE;
  }

  @Override
  public boolean needsUrl() {
    return false;
  }

  @Override
  public boolean sendsStatus() {
    return true;
  }

  @Override
  public EngineEventReader events() {
    return new EvolutionGoEventReader();
  }

  @Override
  public List<EngineCall> calls(EngineSettings engine, EngineCommand command) {
    var instance = new Instance(engine);
    return switch (command) {
      case EngineCommand.Start(var intake) -> List.of(instance.start(intake));
      case EngineCommand.Stop() -> List.of(instance.stop());
      case EngineCommand.ReadStatus(var before) ->
          List.of(instance.status(response -> EvolutionGoAnswers.status(response, before)));
      case EngineCommand.SetPresence(var availability) ->
          List.of(instance.setAlwaysOnline(availability == Availability.AVAILABLE));
      case EngineCommand.Subscribe _ ->
          throw new UnsupportedCommand(
              "evolution-go has no subscription; it reports typing without one while the account is"
                  + " available, as after setPresence or sendTyping");
      case EngineCommand.SendTyping(var chat, var typing) ->
          List.of(instance.sendTyping(chat, typing));
    };
  }

  @Override
  public Optional<String> sideEffect(EngineCommand command) {
    return command instanceof EngineCommand.SetPresence
        ? Optional.of(
            "it changes the instance's setting alwaysOnline, which works from the next connect on")
        : Optional.empty();
  }

  /** The requests to the instance whose token the key is. */
  private record Instance(EngineSettings engine) {
    EngineCall start(Optional<EngineCommand.Intake> intake) {
      ObjectNode body = StrictJson.newObject();
      StrictJson.putIfPresent(body, "webhookUrl", intake.map(Instance::withPassword));
      EVENTS.forEach(body.putArray("subscribe")::add);
      return new EngineCall(
          EngineRequest.post("/instance/connect", key()).with(body.put("immediate", true)),
          EvolutionGoAnswers::done,
          response ->
              response.isSuccess() ? List.of(status(EvolutionGoAnswers::started)) : List.of());
    }

    EngineCall stop() {
      var disconnect =
          new EngineCall(
              EngineRequest.post("/instance/disconnect", key()), EvolutionGoAnswers::stopped);
      return new EngineCall(
          EngineRequest.get("/instance/status", key()),
          EvolutionGoAnswers::stopped,
          response -> EvolutionGoAnswers.isRunning(response) ? List.of(disconnect) : List.of());
    }

    EngineCall status(Function<EngineResponse, EngineAnswer> reader) {
      return new EngineCall(EngineRequest.get("/instance/status", key()), reader);
    }

    EngineCall sendTyping(Jid chat, Typing typing) {
      return new EngineCall(
          EngineRequest.post("/message/presence", key())
              .with(
                  StrictJson.newObject()
                      .put("number", number(chat))
                      .put("state", typing == Typing.PAUSED ? "paused" : "composing")
                      .put("isAudio", typing == Typing.RECORDING)
                      .put("delay", 0)),
          EvolutionGoAnswers::done);
    }

    /** The engine replaces all settings, so they are read first. */
    EngineCall setAlwaysOnline(boolean alwaysOnline) {
      String path = "/instance/" + EngineRequest.segment(id()) + "/advanced-settings";
      return new EngineCall(
          EngineRequest.get(path, key()),
          EvolutionGoAnswers::done,
          response ->
              List.of(
                  new EngineCall(
                      new EngineRequest(
                          "PUT", path, key(), Optional.of(settings(response.json(), alwaysOnline))),
                      EvolutionGoAnswers::done)));
    }

    private static ObjectNode settings(JsonNode answer, boolean alwaysOnline) {
      // Newer versions put the settings into "data".
      JsonNode now = answer.path("data").isObject() ? answer.path("data") : answer;
      ObjectNode settings = StrictJson.newObject().put("alwaysOnline", alwaysOnline);
      settings.put("rejectCall", now.path("rejectCall").asBoolean(false));
      settings.put("msgRejectCall", now.path("msgRejectCall").asString(""));
      settings.put("readMessages", now.path("readMessages").asBoolean(false));
      settings.put("ignoreGroups", now.path("ignoreGroups").asBoolean(false));
      return settings.put("ignoreStatus", now.path("ignoreStatus").asBoolean(false));
    }

    private String id() {
      return engine
          .session()
          .orElseThrow(
              () ->
                  new UnsupportedCommand(
                      "set engine.session to the id of the evolution-go instance; its setting"
                          + " alwaysOnline then takes the place of an own presence"));
    }

    private Map<String, String> key() {
      return engine.apiKey().map(key -> Map.of("apikey", key.value())).orElse(Map.of());
    }

    /** Bare digits for a phone number; LIDs and groups with their server. */
    private static String number(Jid chat) {
      return chat.server() == Jid.Server.PHONE ? chat.user() : chat.toString();
    }

    private static URI withPassword(EngineCommand.Intake intake) {
      return intake
          .secret()
          .map(secret -> BasicPassword.inUrl(intake.url(), secret))
          .orElse(intake.url());
    }
  }
}
