package dev.presently.adapters.engines.wppconnect;

import dev.presently.adapters.engines.BasicPassword;
import dev.presently.adapters.engines.EngineCall;
import dev.presently.adapters.engines.EngineRequest;
import dev.presently.adapters.engines.UnsupportedCommand;
import dev.presently.adapters.json.StrictJson;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.EngineSettings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Writes commands for wppconnect-server. */
record WppconnectCommands(EngineSettings engine) {
  List<EngineCall> calls(EngineCommand command) {
    return switch (command) {
      case EngineCommand.Start(var intake) -> List.of(start(intake));
      case EngineCommand.Stop() ->
          List.of(new EngineCall(post("/close-session"), WppconnectAnswers::stopped));
      case EngineCommand.ReadStatus(var before) ->
          List.of(
              new EngineCall(readStatus(), response -> WppconnectAnswers.status(response, before)));
      case EngineCommand.SetPresence(var availability) ->
          List.of(
              checkConnection(),
              command(
                  "/set-online-presence",
                  StrictJson.newObject().put("isOnline", availability == Availability.AVAILABLE)));
      case EngineCommand.Subscribe(var contact) ->
          List.of(
              checkConnection(),
              command("/subscribe-presence", addressed(phone(contact), contact).put("all", false)));
      case EngineCommand.SendTyping(var chat, var typing) ->
          List.of(
              command(
                  typing == Typing.RECORDING ? "/recording" : "/typing",
                  addressed(phone(chat).put("value", typing != Typing.PAUSED), chat)));
    };
  }

  /** Without a webhook in the body the engine uses the one of its configuration. */
  private EngineCall start(Optional<EngineCommand.Intake> intake) {
    ObjectNode body = StrictJson.newObject();
    StrictJson.putIfPresent(body, "webhook", intake.map(WppconnectCommands::webhook));
    return new EngineCall(
        post("/start-session").with(body.put("waitQrCode", false)), WppconnectAnswers::started);
  }

  private static URI webhook(EngineCommand.Intake intake) {
    return intake
        .secret()
        .map(secret -> BasicPassword.inUrl(intake.url(), secret))
        .orElse(intake.url());
  }

  private EngineCall checkConnection() {
    return new EngineCall(readStatus(), WppconnectAnswers::connected);
  }

  private EngineCall command(String route, ObjectNode body) {
    return new EngineCall(post(route).with(body), WppconnectAnswers::done);
  }

  private EngineRequest readStatus() {
    return EngineRequest.get(path("/status-session"), headers());
  }

  private EngineRequest post(String route) {
    return EngineRequest.post(path(route), headers());
  }

  private String path(String route) {
    return "/api/"
        + EngineRequest.segment(
            engine
                .session()
                .orElseThrow(
                    () ->
                        new UnsupportedCommand(
                            "set engine.session to the session of wppconnect-server")))
        + route;
  }

  private Map<String, String> headers() {
    return engine
        .apiKey()
        .map(token -> Map.of("Authorization", "Bearer " + token.value()))
        .orElse(Map.of());
  }

  /** The engine drops all after the {@code @} and puts a server there by the flags beside it. */
  private static ObjectNode phone(Jid jid) {
    return StrictJson.newObject().put("phone", jid.user());
  }

  private static ObjectNode addressed(ObjectNode body, Jid jid) {
    body.put("isGroup", jid.isGroup());
    return switch (jid.server()) {
      case PHONE, GROUP -> body;
      case LID -> body.put("isLid", true);
      case NEWSLETTER -> body.put("isNewsletter", true);
      case STATUS ->
          throw new UnsupportedCommand(
              "wppconnect-server takes persons, groups and newsletters, but not status@broadcast");
    };
  }
}
