package dev.presently.local.engine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import tools.jackson.databind.node.ObjectNode;

/** Titan; routes and bodies that its documentation leaves open are those of commands.json. */
final class TitanStub extends EngineStub {
  TitanStub(StubOptions options) {
    super(options);
  }

  @Override
  List<String> routes() {
    return List.of(
        "POST /api/sessions/{session}/start",
        "POST /api/sessions/{session}/stop",
        "GET /api/sessions/{session}",
        "POST /api/sessions/{session}/presence",
        "POST /api/sessions/{session}/presence/{contact}/subscribe",
        "POST /api/sessions/{session}/messages/typing");
  }

  @Override
  StubSession.Habits habits() {
    return new StubSession.Habits(true, false, true);
  }

  @Override
  String contactMember() {
    return "chatId";
  }

  @Override
  StubAnswer answer(StubRequest request) {
    if (!isKey(bearer(request))) {
      return error(401, "missing or invalid API key");
    }
    if (!isSession(request)) {
      return facts.answer("startSession", "no such session");
    }
    return switch (request.route()) {
      case "POST /api/sessions/{session}/start" -> {
        session().start();
        yield session("startSession", "ok (body inferred)");
      }
      case "POST /api/sessions/{session}/stop" -> {
        session().stop();
        yield session("stopSession", "ok");
      }
      case "GET /api/sessions/{session}" -> session("readStatus", "ok");
      case "POST /api/sessions/{session}/presence" -> setPresence(request);
      case "POST /api/sessions/{session}/presence/{contact}/subscribe" -> subscribe(request);
      default -> sendTyping(request);
    };
  }

  private StubAnswer setPresence(StubRequest request) {
    var word = request.text("presence").orElse("");
    if (!Set.of("available", "unavailable").contains(word)) {
      return facts.answer("setPresence", "malformed");
    }
    if (!session().isConnected()) {
      return notConnected();
    }
    session().setAvailable(word.equals("available"));
    return facts.answer("setPresence", "ok");
  }

  private StubAnswer subscribe(StubRequest request) {
    var contact = contactOf(request);
    if (contact.isEmpty()) {
      return error(400, "invalid chatId");
    }
    if (!session().isConnected()) {
      return notConnected();
    }
    session().subscribe(contact.get());
    return facts.answer("subscribePresence", "ok (body inferred)");
  }

  private StubAnswer sendTyping(StubRequest request) {
    if (contactOf(request).isEmpty()) {
      return error(400, "missing required field: chatId");
    }
    return session().isConnected() ? facts.answer("sendTyping", "ok") : notConnected();
  }

  private static StubAnswer notConnected() {
    return error(409, "session not connected");
  }

  private static StubAnswer error(int status, String sentence) {
    return StubAnswer.json(status, object().put("error", sentence));
  }

  private StubAnswer session(String command, String situation) {
    var answer = facts.answer(command, situation);
    status((ObjectNode) answer.body().path("data"), session().state());
    return answer;
  }

  private static void status(ObjectNode body, ConnectionState state) {
    switch (state) {
      case CONNECTED -> body.put("status", "CONNECTED").remove("statusReason");
      case STARTING -> body.put("status", "CONNECTING").remove("statusReason");
      case SCAN_QR -> body.put("status", "CONNECTING").put("statusReason", "SCAN_QR");
      case RECONNECTING -> body.put("status", "CONNECTING").put("statusReason", "AUTO_RECONNECT");
      case STOPPED -> body.put("status", "DISCONNECTED").put("statusReason", "MANUAL_STOP");
    }
  }

  @Override
  List<StubWebhook> connection(ConnectionState before, ConnectionState now) {
    var body = webhook("session.status");
    var payload = (ObjectNode) body.path("payload");
    status(payload, now);
    return List.of(
        new StubWebhook(
            "session.status", "session.status " + payload.path("status").asString(), body));
  }

  @Override
  Optional<StubWebhook> contact(StubContact contact, ContactAct act) {
    var body = webhook("presence.update");
    var payload = body.putObject("payload");
    var phone = contact.server().equals(StubContact.PHONE);
    payload
        .putObject("from")
        .put(phone ? "phoneNumber" : "lid", phone ? "+" + contact.user() : contact.user())
        .put("mode", phone ? "pn" : "lid");
    switch (act) {
      case ONLINE -> payload.put("unavailable", false);
      case TYPING -> payload.put("state", "composing");
      case RECORDING -> payload.put("state", "composing").put("media", "audio");
      case PAUSED -> payload.put("state", "paused");
      case OFFLINE -> payload.put("unavailable", true).put("lastSeen", seconds());
    }
    return Optional.of(
        new StubWebhook("presence.update", "presence.update " + contact + " " + act.word(), body));
  }

  private ObjectNode webhook(String event) {
    return facts
        .webhook("session-status")
        .put("id", "evt_" + UUID.randomUUID().toString().replace("-", ""))
        .put("event", event)
        .put("timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
  }

  @Override
  void sign(byte[] body, Hook to, BiConsumer<String, String> header) {
    to.secret()
        .ifPresent(
            secret ->
                header.accept("X-Webhook-Signature", "sha256=" + hmac("HmacSHA256", secret, body)));
  }
}
