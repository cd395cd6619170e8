package dev.presently.local.engine;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/**
 * GOWA: its status is only told when it is asked for, its webhooks show typing alone, and those
 * only while the account is available.
 */
final class GowaStub extends EngineStub {
  /** What GOWA signs with unless it is configured. */
  private static final String DEFAULT_SECRET = "secret";

  GowaStub(StubOptions options) {
    super(options);
  }

  @Override
  List<String> routes() {
    return List.of(
        "POST /devices/{session}/reconnect",
        "POST /devices/{session}/logout",
        "GET /devices/{session}",
        "GET /devices/{session}/login",
        "PATCH /devices/{session}/webhook",
        "POST /send/presence",
        "POST /send/chat-presence");
  }

  @Override
  StubSession.Habits habits() {
    return new StubSession.Habits(false, false, true);
  }

  @Override
  String contactMember() {
    return "phone";
  }

  @Override
  StubAnswer answer(StubRequest request) {
    var password =
        request
            .header("Authorization")
            .filter(value -> value.startsWith("Basic "))
            .map(value -> value.substring("Basic ".length()))
            .flatMap(GowaStub::decoded);
    if (!isKey(password)) {
      return facts.answer("startSession", "no or wrong password");
    }
    if (!isSession(request)) {
      return facts.answer("startSession", "unknown device");
    }
    var device = request.header("X-Device-Id");
    if (device.filter(Predicate.not(options.session()::equals)).isPresent()) {
      return facts.answer("setPresence", "unknown device");
    }
    return switch (request.route()) {
      case "POST /devices/{session}/reconnect" -> reconnect();
      case "POST /devices/{session}/logout" -> {
        session().logOut();
        yield facts.answer("stopSession", "ok");
      }
      case "GET /devices/{session}" -> status();
      case "GET /devices/{session}/login" -> logIn();
      case "PATCH /devices/{session}/webhook" -> setWebhook(request);
      case "POST /send/presence" -> setPresence(request);
      default -> sendTyping(request);
    };
  }

  private static Optional<String> decoded(String base64) {
    try {
      return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private StubAnswer reconnect() {
    if (!session().isPaired()) {
      return facts.answer("startSession", "not paired");
    }
    session().start();
    return facts.answer("startSession", "ok");
  }

  /** Asking for the QR code starts a device that is not paired. */
  private StubAnswer logIn() {
    if (session().isPaired()) {
      return facts.answer("pairQr", "paired already");
    }
    session().start();
    return facts.answer("pairQr", "ok; qr_link is a PNG, readable without a password");
  }

  private StubAnswer status() {
    return facts.answer(
        "readStatus",
        switch (session().state()) {
          case CONNECTED -> "connected";
          case RECONNECTING -> "paired, socket open, not signed in yet";
          case STARTING, STOPPED, SCAN_QR ->
              session().isPaired() ? "paired, socket closed" : "not paired";
        });
  }

  private StubAnswer setWebhook(StubRequest request) {
    setHook(
        request
            .text("webhook_url")
            .map(URI::create)
            .map(
                url ->
                    Hook.of(url, request.text("webhook_secret"))
                        .withEvents(
                            request
                                .text("webhook_events")
                                .map(events -> Set.of(events.split("\\s*,\\s*", -1)))
                                .orElse(Set.of()))));
    var body =
        object().put("status", 200).put("code", "SUCCESS").put("message", "Device webhook updated");
    return StubAnswer.json(200, body.set("results", request.json()));
  }

  private StubAnswer setPresence(StubRequest request) {
    var word = request.text("type").orElse("");
    if (!Set.of("available", "unavailable").contains(word)) {
      return facts.answer("setPresence", "word refused");
    }
    if (!session().isConnected()) {
      return notConnected();
    }
    session().setAvailable(word.equals("available"));
    if (session().isAvailable()) {
      session().playStranger(Optional.empty());
    }
    return facts.answer("setPresence", "ok");
  }

  private StubAnswer sendTyping(StubRequest request) {
    if (!session().isConnected()) {
      return notConnected();
    }
    var contact = contactOf(request);
    if (!Set.of("start", "stop").contains(request.text("action").orElse("")) || contact.isEmpty()) {
      return facts.answer("sendTyping", "word refused");
    }
    if (!contact.get().isOnWhatsApp()) {
      return facts.answer("sendTyping", "number not on WhatsApp").naming(contact.get());
    }
    return facts.answer("sendTyping", "ok").naming(contact.get());
  }

  private StubAnswer notConnected() {
    return facts.answer("setPresence", session().isPaired() ? "not connected" : "not paired");
  }

  @Override
  List<StubWebhook> connection(ConnectionState before, ConnectionState now) {
    return List.of();
  }

  @Override
  Optional<StubWebhook> contact(StubContact contact, ContactAct act) {
    if (act == ContactAct.ONLINE || act == ContactAct.OFFLINE) {
      return Optional.empty();
    }
    var body =
        facts
            .webhook(act == ContactAct.PAUSED ? "paused" : "typing")
            .put("timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    ((ObjectNode) body.path("payload"))
        .put("from", contact.jid())
        .put("chat_id", contact.jid())
        .put("media", act == ContactAct.RECORDING ? "audio" : "");
    return Optional.of(
        new StubWebhook("chat_presence", "chat_presence " + contact + " " + act.word(), body));
  }

  @Override
  void sign(byte[] body, Hook to, BiConsumer<String, String> header) {
    header.accept(
        "X-Hub-Signature-256",
        "sha256=" + hmac("HmacSHA256", to.secret().orElse(DEFAULT_SECRET), body));
  }
}
