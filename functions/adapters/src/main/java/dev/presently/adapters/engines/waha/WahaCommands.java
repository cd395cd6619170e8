package dev.presently.adapters.engines.waha;

import dev.presently.adapters.engines.EngineCall;
import dev.presently.adapters.engines.EngineRequest;
import dev.presently.adapters.json.StrictJson;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.EngineSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Writes commands for WAHA. */
record WahaCommands(EngineSettings engine) {
  /** The only session of WAHA Core. */
  private static final String DEFAULT_SESSION = "default";

  List<EngineCall> calls(EngineCommand command) {
    return switch (command) {
      case EngineCommand.Start(var intake) ->
          Stream.concat(intake.map(this::configure).stream(), Stream.of(start())).toList();
      case EngineCommand.Stop() ->
          List.of(new EngineCall(post(session() + "/stop"), WahaAnswers::started));
      case EngineCommand.ReadStatus(var before) ->
          List.of(new EngineCall(readSession(), response -> WahaAnswers.session(response, before)));
      case EngineCommand.SetPresence(var availability) ->
          List.of(presence(StrictJson.newObject().put("presence", word(availability))));
      case EngineCommand.Subscribe(var contact) ->
          List.of(
              new EngineCall(
                  post(presencePath() + "/" + EngineRequest.segment(id(contact)) + "/subscribe"),
                  WahaAnswers::done));
      case EngineCommand.SendTyping(var chat, var typing) ->
          List.of(
              presence(
                  StrictJson.newObject().put("presence", word(typing)).put("chatId", id(chat))));
    };
  }

  /** A session that failed counts as started in WAHA: only a restart connects it again. */
  private EngineCall start() {
    return new EngineCall(
        post(session() + "/start"),
        WahaAnswers::started,
        response ->
            WahaStatus.FAILED.equals(response.json().path("status").asString(""))
                ? List.of(new EngineCall(post(session() + "/restart"), WahaAnswers::started))
                : List.of());
  }

  /**
   * Sets the webhook only if it differs, because WAHA then restarts a running session. WAHA
   * replaces the whole configuration, so that the one just read is sent back with the webhook.
   */
  private EngineCall configure(EngineCommand.Intake intake) {
    return new EngineCall(
        readSession(),
        WahaAnswers::started,
        response ->
            new WahaWebhook(intake)
                .addedTo(response.json().path("config")).stream().map(this::update).toList());
  }

  private EngineCall update(ObjectNode config) {
    ObjectNode body = StrictJson.newObject();
    body.set("config", config);
    return new EngineCall(EngineRequest.put(session(), headers()).with(body), WahaAnswers::done);
  }

  private EngineCall presence(ObjectNode body) {
    return new EngineCall(post(presencePath()).with(body), WahaAnswers::done);
  }

  private EngineRequest readSession() {
    return EngineRequest.get(session(), headers());
  }

  private EngineRequest post(String path) {
    return EngineRequest.post(path, headers());
  }

  private String session() {
    return "/api/sessions/" + name();
  }

  private String presencePath() {
    return "/api/" + name() + "/presence";
  }

  /** The WAHA session of these settings. */
  static String session(EngineSettings engine) {
    return engine.session().orElse(DEFAULT_SESSION);
  }

  private String name() {
    return EngineRequest.segment(session(engine));
  }

  private Map<String, String> headers() {
    return engine.apiKey().map(key -> Map.of("X-Api-Key", key.value())).orElse(Map.of());
  }

  /** WAHA knows a person by phone number as {@code digits@c.us}. */
  private static String id(Jid jid) {
    return jid.server() == Jid.Server.PHONE ? jid.user() + "@c.us" : jid.toString();
  }

  private static String word(Availability availability) {
    return switch (availability) {
      case AVAILABLE -> "online";
      case UNAVAILABLE -> "offline";
    };
  }

  private static String word(Typing typing) {
    return switch (typing) {
      case COMPOSING -> "typing";
      case RECORDING -> "recording";
      case PAUSED -> "paused";
    };
  }
}
