package dev.presently.local.engine;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** WAHA with the engine GOWS: activity makes the account available, and a restart forgets all. */
final class WahaStub extends EngineStub {
  private static final Map<ContactAct, String> WORDS =
      Map.of(
          ContactAct.ONLINE, "online",
          ContactAct.TYPING, "typing",
          ContactAct.RECORDING, "recording",
          ContactAct.PAUSED, "paused",
          ContactAct.OFFLINE, "offline");
  private static final String NOT_WORKING = "session not WORKING (answered after up to 15 s)";

  private JsonNode config = MissingNode.getInstance();

  WahaStub(StubOptions options) {
    super(options);
  }

  @Override
  List<String> routes() {
    return List.of(
        "GET /api/sessions",
        "POST /api/sessions",
        "GET /api/sessions/{session}",
        "PUT /api/sessions/{session}",
        "POST /api/sessions/{session}/start",
        "POST /api/sessions/{session}/stop",
        "POST /api/sessions/{session}/restart",
        "POST /api/sessions/{session}/logout",
        "GET /api/{session}/auth/qr",
        "POST /api/{session}/presence",
        "POST /api/{session}/presence/{contact}/subscribe");
  }

  @Override
  StubSession.Habits habits() {
    return new StubSession.Habits(false, false, true);
  }

  @Override
  String contactMember() {
    return "chatId";
  }

  @Override
  StubAnswer answer(StubRequest request) {
    if (!isKey(request.header("X-Api-Key"))) {
      return facts.answer("startSession", "no or wrong key");
    }
    var onSession = request.route().contains("/api/sessions/");
    if (!isSession(request)) {
      return facts.answer(onSession ? "startSession" : "setPresence", "unknown session");
    }
    return switch (request.route()) {
      case "GET /api/sessions" ->
          StubAnswer.json(200, object().arrayNode().add(session(200).body()));
      case "POST /api/sessions" ->
          StubAnswer.json(
              422,
              object()
                  .put("message", "Session '" + options.session() + "' already exists.")
                  .put("error", "Unprocessable Entity")
                  .put("statusCode", 422));
      case "GET /api/sessions/{session}" -> session(200);
      case "PUT /api/sessions/{session}" -> configure(request.json());
      case "POST /api/sessions/{session}/start" -> {
        session().start();
        yield session(201);
      }
      case "POST /api/sessions/{session}/stop" -> {
        session().stop();
        yield session(201);
      }
      case "POST /api/sessions/{session}/restart" -> {
        session().restart();
        yield session(201);
      }
      case "POST /api/sessions/{session}/logout" -> {
        session().logOut();
        yield session(201);
      }
      case "GET /api/{session}/auth/qr" ->
          session().state() == ConnectionState.SCAN_QR
              ? facts.answer("pairQr", "JSON")
              : facts.answer("pairQr", "not waiting for a QR code");
      case "POST /api/{session}/presence" -> presence(request);
      default -> subscribe(request);
    };
  }

  private StubAnswer presence(StubRequest request) {
    var word = request.text("presence").orElse("");
    var own = word.equals("online") || word.equals("offline");
    if (!own && !WORDS.containsValue(word)) {
      return facts.answer("sendTyping", "chatId missing");
    }
    if (own && request.text("chatId").isPresent()) {
      return facts.answer("setPresence", "chatId sent along");
    }
    if (!own && contactOf(request).isEmpty()) {
      return facts.answer("sendTyping", "chatId missing");
    }
    if (!session().isConnected()) {
      return notWorking("setPresence");
    }
    session().setAvailable(!word.equals("offline"));
    return facts.answer("setPresence", "ok, empty body");
  }

  private StubAnswer subscribe(StubRequest request) {
    var contact = contactOf(request);
    if (!session().isConnected() || contact.isEmpty()) {
      return notWorking("subscribePresence");
    }
    session().setAvailable(true);
    session().subscribe(contact.get());
    return facts.answer("subscribePresence", "ok, GOWS");
  }

  private StubAnswer notWorking(String command) {
    var answer = facts.answer(command, NOT_WORKING);
    ((ObjectNode) answer.body()).put("status", word(session().state()));
    return answer;
  }

  /** A running session starts again with its new configuration. The last webhook counts. */
  private StubAnswer configure(JsonNode body) {
    synchronized (this) {
      config = body.path("config").deepCopy();
    }
    var webhooks = body.path("config").path("webhooks");
    var webhook = webhooks.path(webhooks.size() - 1);
    setHook(
        webhook
            .path("url")
            .stringValueOpt()
            .map(
                url ->
                    Hook.of(URI.create(url), webhook.path("hmac").path("key").stringValueOpt())
                        .withEvents(texts(webhook.path("events")))));
    session().restart();
    return session(200);
  }

  private StubAnswer session(int status) {
    var connected = session().isConnected();
    var body =
        (ObjectNode)
            facts.answer("readStatus", connected ? "connected" : "waiting for the QR code").body();
    body.put("status", word(session().state()));
    synchronized (this) {
      body.set("config", config.isMissingNode() ? NullNode.getInstance() : config);
    }
    if (connected) {
      body.put("presence", session().isAvailable() ? "online" : "offline");
    }
    return StubAnswer.json(status, body);
  }

  @Override
  List<StubWebhook> connection(ConnectionState before, ConnectionState now) {
    var body = facts.webhook(now == ConnectionState.SCAN_QR ? "status-scan-qr" : "status-working");
    var payload = (ObjectNode) body.path("payload");
    payload.put("status", word(now));
    var statuses = payload.putArray("statuses");
    long time = Instant.now().toEpochMilli();
    statuses.addObject().put("status", word(before)).put("timestamp", time - 1);
    statuses.addObject().put("status", word(now)).put("timestamp", time);
    return List.of(webhook(body, "session.status", word(now)));
  }

  private static String word(ConnectionState state) {
    return switch (state) {
      case STOPPED -> "STOPPED";
      case STARTING, RECONNECTING -> "STARTING";
      case SCAN_QR -> "SCAN_QR_CODE";
      case CONNECTED -> "WORKING";
    };
  }

  @Override
  Optional<StubWebhook> contact(StubContact contact, ContactAct act) {
    var body = facts.webhook("status-working");
    var payload = body.putObject("payload").put("id", contact.webJid());
    var presence =
        payload
            .putArray("presences")
            .addObject()
            .put("participant", contact.webJid())
            .put("lastKnownPresence", WORDS.get(act))
            .putNull("lastSeen");
    if (act == ContactAct.OFFLINE) {
      presence.put("lastSeen", seconds());
    }
    return Optional.of(webhook(body, "presence.update", contact + " " + act.word()));
  }

  private static StubWebhook webhook(ObjectNode body, String event, String says) {
    body.put("id", "evt_" + UUID.randomUUID().toString().replace("-", ""))
        .put("timestamp", Instant.now().toEpochMilli())
        .put("event", event);
    return new StubWebhook(event, event + " " + says, body);
  }

  @Override
  void sign(byte[] body, Hook to, BiConsumer<String, String> header) {
    to.secret()
        .ifPresent(
            secret -> {
              header.accept("X-Webhook-Hmac", hmac("HmacSHA512", secret, body));
              header.accept("X-Webhook-Hmac-Algorithm", "sha512");
            });
  }
}
