package dev.presently.adapters.engines.wuzapi;

import dev.presently.adapters.engines.EngineCall;
import dev.presently.adapters.engines.EngineRequest;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.Secret;
import dev.presently.core.session.SessionStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes commands for wuzapi. */
record WuzapiCommands(EngineSettings engine) {
  /** The events that {@link WuzapiEventReader} reads, without the content of messages. */
  private static final List<String> EVENTS =
      List.of(
          "Presence",
          "ChatPresence",
          "Connected",
          "Disconnected",
          "ConnectFailure",
          "KeepAliveTimeout",
          "KeepAliveRestored",
          "QR",
          "QRTimeout",
          "LoggedOut",
          "ClientOutdated",
          "TemporaryBan",
          "StreamError",
          "PairSuccess",
          "PairError");

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  List<EngineCall> calls(EngineCommand command) {
    return switch (command) {
      case EngineCommand.Start(var intake) ->
          Stream.of(
                  intake.map(this::setWebhook),
                  intake.flatMap(EngineCommand.Intake::secret).map(this::setHmacKey),
                  Optional.of(connect()))
              .flatMap(Optional::stream)
              .toList();
      case EngineCommand.Stop() ->
          List.of(new EngineCall(post("/session/disconnect"), WuzapiAnswers::stop));
      case EngineCommand.ReadStatus(var before) -> List.of(readStatus(before));
      case EngineCommand.SetPresence(var availability) ->
          List.of(
              command(
                  "/user/presence",
                  JSON.objectNode().put("type", availability.name().toLowerCase(Locale.ROOT))));
      case EngineCommand.Subscribe(var contact) ->
          List.of(
              new EngineCall(
                  post("/user/presence/subscribe").with(to(contact)), WuzapiAnswers::subscribe));
      case EngineCommand.SendTyping(var chat, var typing) ->
          List.of(command("/chat/presence", typing(chat, typing)));
    };
  }

  private EngineCall setWebhook(EngineCommand.Intake intake) {
    ObjectNode webhook = JSON.objectNode().put("webhookurl", intake.url().toString());
    webhook.set("events", events());
    return command("/webhook", webhook);
  }

  /** What the engine signs its webhooks with, at least 32 characters. */
  private EngineCall setHmacKey(Secret secret) {
    return new EngineCall(
        post("/session/hmac/config").with(JSON.objectNode().put("hmac_key", secret.value())),
        WuzapiAnswers::hmacKey);
  }

  /** Answers before it is connected. If it was connected already, its status is read. */
  private EngineCall connect() {
    ObjectNode connect = JSON.objectNode();
    connect.set("Subscribe", events());
    connect.put("Immediate", true);
    return new EngineCall(
        post("/session/connect").with(connect),
        WuzapiAnswers::start,
        response ->
            WuzapiAnswers.isAlreadyConnected(response)
                ? List.of(readStatus(SessionStatus.NEVER_STARTED))
                : List.of());
  }

  private EngineCall readStatus(SessionStatus before) {
    return new EngineCall(
        EngineRequest.get("/session/status", headers()),
        response -> WuzapiAnswers.status(response, before));
  }

  private EngineCall command(String path, ObjectNode body) {
    return new EngineCall(post(path).with(body), WuzapiAnswers::command);
  }

  private EngineRequest post(String path) {
    return EngineRequest.post(path, headers());
  }

  private Map<String, String> headers() {
    return engine.apiKey().map(key -> Map.of("token", key.value())).orElseGet(Map::of);
  }

  private static ObjectNode typing(Jid chat, Typing typing) {
    return to(chat)
        .put("State", typing == Typing.PAUSED ? "paused" : "composing")
        .put("Media", typing == Typing.RECORDING ? "audio" : "");
  }

  /** Digits alone are a phone number. */
  private static ObjectNode to(Jid jid) {
    return JSON.objectNode()
        .put("Phone", jid.server() == Jid.Server.PHONE ? jid.user() : jid.toString());
  }

  private static ArrayNode events() {
    ArrayNode events = JSON.arrayNode();
    EVENTS.forEach(events::add);
    return events;
  }
}
