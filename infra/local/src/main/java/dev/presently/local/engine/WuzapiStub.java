package dev.presently.local.engine;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import tools.jackson.databind.node.ObjectNode;

/** wuzapi: the token is the session; ordinary states are answered with 500. */
final class WuzapiStub extends EngineStub {
  private static final String NEVER = "session never connected since the server started";
  private static final String NO_TIME = "0001-01-01T00:00:00Z";

  /** Kept apart from the webhook, which may be set later. */
  private Optional<String> hmacKey;

  WuzapiStub(StubOptions options) {
    super(options);
    hmacKey = options.secret();
  }

  @Override
  List<String> routes() {
    return List.of(
        "POST /session/connect",
        "POST /session/disconnect",
        "POST /session/logout",
        "GET /session/status",
        "GET /session/qr",
        "POST /user/presence",
        "POST /user/presence/subscribe",
        "POST /chat/presence",
        "POST /webhook",
        "POST /session/hmac/config");
  }

  @Override
  StubSession.Habits habits() {
    return new StubSession.Habits(true, false, true);
  }

  @Override
  String contactMember() {
    return "Phone";
  }

  @Override
  StubAnswer answer(StubRequest request) {
    if (!isKey(request.header("token"))) {
      return facts.answer("startSession", "no or wrong token");
    }
    return switch (request.route()) {
      case "POST /session/connect" -> connect(request);
      case "POST /session/disconnect" -> disconnect();
      case "POST /session/logout" -> {
        session().logOut();
        yield done(object().put("Details", "Logged out"));
      }
      case "GET /session/status" -> status();
      case "GET /session/qr" -> qr();
      case "POST /user/presence" -> setPresence(request);
      case "POST /user/presence/subscribe" -> subscribe(request);
      case "POST /chat/presence" -> sendTyping(request);
      case "POST /webhook" -> webhook(request);
      default -> hmacKey(request);
    };
  }

  private StubAnswer connect(StubRequest request) {
    if (!request.json().isObject()) {
      return facts.answer("startSession", "no or broken body");
    }
    if (session().state() != ConnectionState.STOPPED) {
      return facts.answer("startSession", "already connected: treat as success");
    }
    var events = texts(request.json().path("Subscribe"));
    setHook(hook().map(hook -> events.isEmpty() ? hook : hook.withEvents(events)));
    session().start();
    return facts.answer("startSession", "ok; answered before it is connected");
  }

  private StubAnswer disconnect() {
    if (!session().everStarted()) {
      return facts.answer("stopSession", NEVER);
    }
    if (!session().isConnected()) {
      return facts.answer("stopSession", "was not connected: treat as success");
    }
    session().stop();
    return facts.answer("stopSession", "ok; pairing kept");
  }

  private StubAnswer status() {
    return facts.answer(
        "readStatus",
        switch (session().state()) {
          case CONNECTED -> "connected";
          case SCAN_QR -> "waiting for the QR code";
          case STOPPED, STARTING, RECONNECTING -> "stopped";
        });
  }

  private StubAnswer qr() {
    if (!session().everStarted()) {
      return facts.answer("pairQr", NEVER);
    }
    return facts.answer(
        "pairQr",
        switch (session().state()) {
          case SCAN_QR -> "ok (only JSON, no PNG)";
          case CONNECTED -> "paired already";
          case STOPPED, STARTING, RECONNECTING -> "connect first";
        });
  }

  private StubAnswer setPresence(StubRequest request) {
    var word = request.text("type").orElse("");
    if (!Set.of("available", "unavailable").contains(word)) {
      return facts.answer("setPresence", "unknown word");
    }
    var refusal = refusal("setPresence", "not connected, or no push name yet");
    if (refusal.isPresent()) {
      return refusal.get();
    }
    session().setAvailable(word.equals("available"));
    return facts.answer("setPresence", "ok");
  }

  private StubAnswer subscribe(StubRequest request) {
    var refusal =
        phoneRefusal("subscribePresence", request)
            .or(() -> refusal("subscribePresence", "not connected"));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    session().subscribe(contactOf(request).orElseThrow());
    return facts.answer("subscribePresence", "ok (asked for, not confirmed)");
  }

  private StubAnswer sendTyping(StubRequest request) {
    return phoneRefusal("sendTyping", request)
        .or(
            () ->
                request.text("State").isPresent()
                    ? Optional.empty()
                    : Optional.of(facts.answer("sendTyping", "state missing")))
        .or(() -> refusal("sendTyping", "not connected"))
        .orElseGet(() -> facts.answer("sendTyping", "ok"));
  }

  private Optional<StubAnswer> phoneRefusal(String command, StubRequest request) {
    if (contactIn(request).isEmpty()) {
      return Optional.of(facts.answer(command, "number missing"));
    }
    return contactOf(request).isPresent()
        ? Optional.empty()
        : Optional.of(facts.answer(command, "number not parseable"));
  }

  private Optional<StubAnswer> refusal(String command, String notConnected) {
    if (session().isConnected()) {
      return Optional.empty();
    }
    return Optional.of(facts.answer(command, session().everStarted() ? notConnected : NEVER));
  }

  private StubAnswer webhook(StubRequest request) {
    var url = request.text("webhookurl").orElse("");
    setHook(
        url.isEmpty()
            ? Optional.empty()
            : Optional.of(
                Hook.of(URI.create(url), hmacKey)
                    .withEvents(texts(request.json().path("events")))));
    return done(object().put("webhook", url));
  }

  private StubAnswer hmacKey(StubRequest request) {
    var key = request.text("hmac_key").orElse("");
    if (key.length() < 32) {
      return StubAnswer.json(
          400,
          object()
              .put("code", 400)
              .put("error", "HMAC key must be at least 32 characters long")
              .put("success", false));
    }
    hmacKey = Optional.of(key);
    setHook(hook().map(hook -> hook.withSecret(key)));
    return done(object().put("Details", "HMAC configuration saved successfully"));
  }

  private static StubAnswer done(ObjectNode data) {
    var body = object().put("code", 200);
    body.set("data", data);
    return StubAnswer.json(200, body.put("success", true));
  }

  @Override
  List<StubWebhook> connection(ConnectionState before, ConnectionState now) {
    return switch (now) {
      case SCAN_QR -> List.of(fromFile("QR", "qr"));
      case RECONNECTING -> List.of(fromFile("Disconnected", "disconnected"));
      case CONNECTED -> {
        var webhooks = new ArrayList<StubWebhook>();
        if (before == ConnectionState.SCAN_QR) {
          webhooks.add(fromFile("PairSuccess", "pair-success"));
        }
        webhooks.add(fromFile("Connected", "connected"));
        yield webhooks;
      }
      case STARTING -> List.of();
      case STOPPED ->
          session().isPaired() ? List.of() : List.of(fromFile("LoggedOut", "logged-out"));
    };
  }

  private StubWebhook fromFile(String event, String name) {
    return new StubWebhook(event, event, facts.webhook(name));
  }

  @Override
  Optional<StubWebhook> contact(StubContact contact, ContactAct act) {
    var online = act == ContactAct.ONLINE;
    var type = online || act == ContactAct.OFFLINE ? "Presence" : "ChatPresence";
    var body = facts.webhook("connected").put("type", type);
    var event = body.putObject("event");
    if (type.equals("Presence")) {
      var seen = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      body.put("state", act.word()).put("from", contact.jid());
      if (!online) {
        body.put("last_seen", seen.getEpochSecond());
      }
      event
          .put("From", contact.jid())
          .put("Unavailable", !online)
          .put("LastSeen", online ? NO_TIME : seen.toString());
    } else {
      event
          .put("Chat", contact.jid())
          .put("Sender", contact.jid())
          .put("IsFromMe", false)
          .put("IsGroup", false)
          .put("State", act == ContactAct.PAUSED ? "paused" : "composing")
          .put("Media", act == ContactAct.RECORDING ? "audio" : "");
    }
    return Optional.of(new StubWebhook(type, type + " " + contact + " " + act.word(), body));
  }

  @Override
  void sign(byte[] body, Hook to, BiConsumer<String, String> header) {
    to.secret()
        .ifPresent(secret -> header.accept("x-hmac-signature", hmac("HmacSHA256", secret, body)));
  }
}
