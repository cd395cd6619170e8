package dev.presently.local.engine;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * evolution-go: the token is the instance and stands in every webhook; contacts cannot be
 * subscribed to, and a command starts a stopped instance.
 */
final class EvolutionGoStub extends EngineStub {
  /** In the webhooks' bodies; the key that the latest request came with if none was chosen. */
  private String token;

  private boolean alwaysOnline;

  EvolutionGoStub(StubOptions options) {
    super(options);
    token = options.key().orElse("");
  }

  @Override
  List<String> routes() {
    return List.of(
        "POST /instance/connect",
        "POST /instance/disconnect",
        "POST /instance/reconnect",
        "DELETE /instance/logout",
        "GET /instance/status",
        "GET /instance/qr",
        "GET /instance/{instance}/advanced-settings",
        "PUT /instance/{instance}/advanced-settings",
        "POST /message/presence");
  }

  @Override
  StubSession.Habits habits() {
    return new StubSession.Habits(false, false, true);
  }

  @Override
  String contactMember() {
    return "number";
  }

  @Override
  StubAnswer answer(StubRequest request) {
    var key = request.header("apikey");
    if (!isKey(key)) {
      return facts.answer("startSession", "no or wrong key");
    }
    synchronized (this) {
      token = key.orElse(token);
    }
    return switch (request.route()) {
      case "POST /instance/connect" -> connect(request);
      case "POST /instance/disconnect" -> disconnect();
      case "POST /instance/reconnect" -> {
        session().drop();
        yield facts.answer("stopSession", "ok; pairing kept");
      }
      case "DELETE /instance/logout" -> {
        session().logOut();
        yield facts.answer("stopSession", "ok; pairing kept");
      }
      case "GET /instance/status" ->
          facts.answer(
              "readStatus",
              switch (session().state()) {
                case CONNECTED -> "connected";
                case SCAN_QR -> "waiting for the QR code";
                case STOPPED, STARTING, RECONNECTING -> "stopped";
              });
      case "GET /instance/qr" ->
          facts.answer(
              "pairQr",
              switch (session().state()) {
                case SCAN_QR -> "ok (only JSON)";
                case CONNECTED -> "paired already";
                case STOPPED, STARTING, RECONNECTING -> "none yet";
              });
      case "POST /message/presence" -> sendTyping(request);
      case "GET /instance/{instance}/advanced-settings" -> settings();
      default -> advancedSettings(request);
    };
  }

  private StubAnswer connect(StubRequest request) {
    setHook(
        request
            .text("webhookUrl")
            .map(URI::create)
            .map(
                url ->
                    Hook.of(url, options.secret())
                        .withEvents(texts(request.json().path("subscribe")))));
    session().start();
    return facts.answer("startSession", "ok; answered before it is connected");
  }

  /** Forgets the list of events. */
  private StubAnswer disconnect() {
    if (!session().isConnected()) {
      session().start();
      return facts.answer(
          "stopSession", "was stopped: the engine starts it, waits 2 s, and gives up");
    }
    session().stop();
    setHook(Optional.empty());
    return facts.answer("stopSession", "ok; pairing kept");
  }

  private synchronized StubAnswer settings() {
    return StubAnswer.json(200, object().put("alwaysOnline", alwaysOnline));
  }

  private StubAnswer advancedSettings(StubRequest request) {
    synchronized (this) {
      alwaysOnline = request.flag("alwaysOnline").orElse(false);
    }
    return StubAnswer.json(
        200,
        object()
            .put("message", "Advanced settings updated successfully")
            .set("settings", request.json()));
  }

  private StubAnswer sendTyping(StubRequest request) {
    if (contactIn(request).isEmpty()) {
      return facts.answer("sendTyping", "number missing");
    }
    if (request.text("state").isEmpty()) {
      return facts.answer("sendTyping", "state missing");
    }
    if (!session().isConnected()) {
      session().start();
      return facts.answer(
          "sendTyping", "was stopped: the engine starts it, waits 2 s, and gives up");
    }
    session().setAvailable(true);
    session().playStranger(contactOf(request));
    return facts.answer("sendTyping", "ok, answered after delay");
  }

  @Override
  synchronized List<StubWebhook> connection(ConnectionState before, ConnectionState now) {
    var webhooks = new ArrayList<StubWebhook>();
    switch (now) {
      case SCAN_QR -> webhooks.add(webhook("QRCODE", "qrcode"));
      case RECONNECTING -> webhooks.add(webhook("CONNECTION", "disconnected"));
      case CONNECTED -> {
        if (before == ConnectionState.SCAN_QR) {
          webhooks.add(webhook("CONNECTION", "pair-success"));
        }
        webhooks.add(webhook("CONNECTION", "connected"));
        if (alwaysOnline) {
          session().setAvailable(true);
          session().playStranger(Optional.empty());
        }
      }
      case STOPPED -> {
        if (!session().isPaired()) {
          webhooks.add(webhook("CONNECTION", "logged-out"));
        }
      }
      case STARTING -> {}
    }
    return webhooks;
  }

  private synchronized StubWebhook webhook(String event, String file) {
    var body = facts.webhook(file).put("instanceToken", token);
    return new StubWebhook(event, body.path("event").asString(), body);
  }

  /** Presence never comes, because there is no subscription. */
  @Override
  Optional<StubWebhook> contact(StubContact contact, ContactAct act) {
    if (act == ContactAct.ONLINE || act == ContactAct.OFFLINE) {
      return Optional.empty();
    }
    var webhook = webhook("CHAT_PRESENCE", act == ContactAct.PAUSED ? "paused" : "typing");
    var data = webhook.body().withObject("/data");
    data.put("Chat", contact.jid())
        .put("Sender", contact.jid())
        .put("Media", act == ContactAct.RECORDING ? "audio" : "");
    return Optional.of(
        new StubWebhook(
            webhook.event(), webhook.says() + " " + contact + " " + act.word(), webhook.body()));
  }

  @Override
  void sign(byte[] body, Hook to, BiConsumer<String, String> header) {
    basic(to, header);
  }
}
