package dev.presently.local.engine;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * wppconnect-server: a browser's page keeps the subscriptions while only the connection is lost.
 */
final class WppconnectStub extends EngineStub {
  WppconnectStub(StubOptions options) {
    super(options);
  }

  @Override
  List<String> routes() {
    return List.of(
        "POST /api/{session}/{secret}/generate-token",
        "POST /api/{session}/start-session",
        "POST /api/{session}/close-session",
        "POST /api/{session}/logout-session",
        "GET /api/{session}/status-session",
        "GET /api/{session}/qrcode-session",
        "POST /api/{session}/set-online-presence",
        "POST /api/{session}/subscribe-presence",
        "POST /api/{session}/typing",
        "POST /api/{session}/recording");
  }

  @Override
  StubSession.Habits habits() {
    return new StubSession.Habits(true, true, false);
  }

  @Override
  String contactMember() {
    return "phone";
  }

  @Override
  StubAnswer answer(StubRequest request) {
    if (request.route().endsWith("generate-token")) {
      var token = options.key().orElse("$2b$10$stub");
      return StubAnswer.json(
          201,
          object()
              .put("status", "success")
              .put("session", options.session())
              .put("token", token)
              .put("full", options.session() + ":" + token));
    }
    if (options.key().isPresent() && bearer(request).isEmpty()) {
      return facts.answer("startSession", "no token");
    }
    if (!isKey(bearer(request)) || !isSession(request)) {
      return facts.answer("startSession", "wrong token");
    }
    return switch (request.route()) {
      case "POST /api/{session}/start-session" -> start(request);
      case "POST /api/{session}/close-session" -> {
        if (!session().everStarted()) {
          yield facts.answer("stopSession", "never started");
        }
        session().stop();
        yield facts.answer("stopSession", "ok; pairing kept");
      }
      case "POST /api/{session}/logout-session" -> {
        session().logOut();
        yield facts.answer("stopSession", "ok; pairing kept");
      }
      case "GET /api/{session}/status-session" ->
          facts.answer(
              "readStatus",
              switch (session().state()) {
                case CONNECTED -> "connected";
                case SCAN_QR -> "waiting for the QR code";
                case STARTING, RECONNECTING -> "starting";
                case STOPPED -> "not started";
              });
      case "GET /api/{session}/qrcode-session" -> facts.answer("pairQr", "none (with status 200)");
      case "POST /api/{session}/set-online-presence" -> setPresence(request);
      case "POST /api/{session}/subscribe-presence" -> subscribe(request);
      default -> sendTyping(request);
    };
  }

  private StubAnswer start(StubRequest request) {
    request
        .text("webhook")
        .ifPresent(url -> setHook(Optional.of(Hook.of(URI.create(url), options.secret()))));
    var answer =
        session().state() == ConnectionState.STOPPED
            ? facts.answer("startSession", "first start; the status is the one before starting")
            : startedBefore();
    session().start();
    return answer;
  }

  private StubAnswer startedBefore() {
    var answer = facts.answer("startSession", "started before");
    if (session().isConnected()) {
      ((ObjectNode) answer.body()).put("status", "CONNECTED");
    }
    return answer;
  }

  private StubAnswer setPresence(StubRequest request) {
    var online = request.flag("isOnline");
    if (!session().isConnected() || online.isEmpty()) {
      return facts.answer("setPresence", "session not active, or any failure");
    }
    session().setAvailable(online.get());
    return facts.answer("setPresence", "ok");
  }

  private StubAnswer subscribe(StubRequest request) {
    var contact = chat(request);
    if (!session().isConnected() || contact.isEmpty()) {
      return facts.answer("subscribePresence", "session not active, or any failure");
    }
    session().subscribe(contact.get());
    return facts.answer("subscribePresence", "ok");
  }

  private StubAnswer sendTyping(StubRequest request) {
    if (!session().isConnected()) {
      return facts.answer("sendTyping", "session not active");
    }
    var contact = chat(request);
    if (contact.isEmpty() || request.flag("value").isEmpty()) {
      return facts.answer("sendTyping", "failure");
    }
    return contact.get().isOnWhatsApp()
        ? facts.answer("sendTyping", "ok")
        : facts.answer("sendTyping", "number not on WhatsApp").naming(contact.get());
  }

  /** All after {@code @} is dropped; more than 14 digits are a LID. */
  private Optional<StubContact> chat(StubRequest request) {
    return contactOf(request)
        .map(
            contact ->
                new StubContact(
                    contact.user(),
                    request.flag("isGroup").orElse(false)
                        ? "g.us"
                        : request.flag("isLid").orElse(false) || contact.user().length() > 14
                            ? "lid"
                            : StubContact.PHONE));
  }

  @Override
  List<StubWebhook> connection(ConnectionState before, ConnectionState now) {
    var webhooks = new ArrayList<StubWebhook>();
    switch (now) {
      case STARTING -> {}
      case SCAN_QR -> {
        webhooks.add(webhook("status-notLogged"));
        webhooks.add(webhook("qrcode"));
      }
      case CONNECTED -> {
        webhooks.add(webhook("status-isLogged"));
        webhooks.add(webhook("status-inChat"));
      }
      case RECONNECTING -> webhooks.add(webhook("status-browserClose"));
      case STOPPED ->
          webhooks.add(webhook(session().isPaired() ? "closesession" : "logoutsession"));
    }
    return webhooks;
  }

  private StubWebhook webhook(String file) {
    var body = facts.webhook(file);
    var event = body.path("event").asString();
    return new StubWebhook(event, (event + " " + body.path("status").asString("")).strip(), body);
  }

  @Override
  Optional<StubWebhook> contact(StubContact contact, ContactAct act) {
    var file = act == ContactAct.OFFLINE ? "presence-offline" : "presence-online";
    var body =
        facts.webhook(file).put("id", contact.webJid()).put("t", Instant.now().toEpochMilli());
    if (act == ContactAct.TYPING || act == ContactAct.RECORDING) {
      body.put("state", act == ContactAct.TYPING ? "composing" : "recording");
    }
    return Optional.of(
        new StubWebhook(
            "onpresencechanged", "onpresencechanged " + contact + " " + act.word(), body));
  }

  @Override
  void sign(byte[] body, Hook to, BiConsumer<String, String> header) {
    basic(to, header);
  }
}
