package dev.presently.adapters.engines.gowa;

import dev.presently.adapters.engines.EngineCall;
import dev.presently.adapters.engines.EngineRequest;
import dev.presently.adapters.engines.UnsupportedCommand;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.EngineSettings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes commands for GOWA. */
record GowaCommands(EngineSettings engine) {
  private static final String NO_STOP =
      "GOWA cannot disconnect and keep the pairing: it can only log the device out, which unlinks"
          + " it; do that in GOWA itself (POST /devices/{device_id}/logout)";
  private static final String NO_SUBSCRIBE =
      "GOWA cannot subscribe to presence: it reports who types or records by itself, while the own"
          + " account is available";
  private static final String NO_DEVICE =
      "GOWA needs the id of the device to start it or read its status: set engine.session to it;"
          + " presence and typing work without";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  List<EngineCall> calls(EngineCommand command) {
    return switch (command) {
      case EngineCommand.Start(var intake) ->
          Stream.concat(intake.map(this::setWebhook).stream(), Stream.of(reconnect())).toList();
      case EngineCommand.Stop() -> throw new UnsupportedCommand(NO_STOP);
      case EngineCommand.ReadStatus(_) ->
          List.of(new EngineCall(EngineRequest.get(device(""), headers()), GowaAnswers::status));
      case EngineCommand.SetPresence(var availability) ->
          List.of(
              send(
                  "/send/presence",
                  JSON.objectNode().put("type", availability.name().toLowerCase(Locale.ROOT))));
      case EngineCommand.Subscribe(_) -> throw new UnsupportedCommand(NO_SUBSCRIBE);
      case EngineCommand.SendTyping(var chat, var typing) ->
          List.of(send("/send/chat-presence", typing(chat, typing)));
    };
  }

  /** The device's own webhook, with its own secret, in place of the server's. */
  private EngineCall setWebhook(EngineCommand.Intake intake) {
    ObjectNode webhook =
        JSON.objectNode()
            .put("webhook_url", intake.url().toString())
            .put("webhook_events", GowaEventReader.CHAT_PRESENCE);
    intake.secret().ifPresent(secret -> webhook.put("webhook_secret", secret.value()));
    return new EngineCall(
        new EngineRequest("PATCH", device("/webhook"), headers(), Optional.of(webhook)),
        GowaAnswers::setWebhook);
  }

  private EngineCall reconnect() {
    return new EngineCall(EngineRequest.post(device("/reconnect"), headers()), GowaAnswers::start);
  }

  private EngineCall send(String path, ObjectNode body) {
    return new EngineCall(EngineRequest.post(path, headers()).with(body), GowaAnswers::command);
  }

  private String device(String rest) {
    return engine
        .session()
        .map(id -> "/devices/" + EngineRequest.segment(id) + rest)
        .orElseThrow(() -> new UnsupportedCommand(NO_DEVICE));
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    engine.apiKey().ifPresent(key -> headers.put("Authorization", "Basic " + base64(key.value())));
    engine.session().ifPresent(id -> headers.put("X-Device-Id", id));
    return headers;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Digits alone are a phone number; recording has no word here. */
  private static ObjectNode typing(Jid chat, Typing typing) {
    return JSON.objectNode()
        .put("phone", chat.server() == Jid.Server.PHONE ? chat.user() : chat.toString())
        .put("action", typing == Typing.PAUSED ? "stop" : "start");
  }
}
