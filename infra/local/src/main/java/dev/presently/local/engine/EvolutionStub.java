package dev.presently.local.engine;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Evolution API v2: subscribing is a by-product of sendPresence, {@code paused} of a contact comes
 * as {@code available}, and nothing is heard before the account is available.
 */
final class EvolutionStub extends EngineStub {
  private static final Set<String> WORDS =
      Set.of("unavailable", "available", "composing", "recording", "paused");

  EvolutionStub(StubOptions options) {
    super(options);
  }

  @Override
  List<String> routes() {
    return List.of(
        "GET /instance/connect/{session}",
        "DELETE /instance/logout/{session}",
        "POST /instance/restart/{session}",
        "GET /instance/connectionState/{session}",
        "POST /instance/setPresence/{session}",
        "POST /chat/sendPresence/{session}",
        "POST /chat/whatsappNumbers/{session}",
        "POST /webhook/set/{session}");
  }

  @Override
  StubSession.Habits habits() {
    return new StubSession.Habits(false, false, false);
  }

  @Override
  String contactMember() {
    return "number";
  }

  @Override
  StubAnswer answer(StubRequest request) {
    if (!isKey(request.header("apikey"))) {
      return facts.answer("startSession", "no or wrong key");
    }
    if (!isSession(request)) {
      return facts.answer("startSession", "unknown instance");
    }
    return switch (request.route()) {
      case "GET /instance/connect/{session}" -> connect();
      case "DELETE /instance/logout/{session}" -> logOut();
      case "POST /instance/restart/{session}" -> {
        session().restart();
        yield facts.answer("startSession", "connected already");
      }
      case "GET /instance/connectionState/{session}" ->
          facts.answer(
              "readStatus",
              switch (session().state()) {
                case CONNECTED -> "connected";
                case STARTING, SCAN_QR, RECONNECTING -> "connecting or waiting for the QR code";
                case STOPPED -> "closed";
              });
      case "POST /instance/setPresence/{session}" -> setPresence(request);
      case "POST /chat/sendPresence/{session}" -> sendPresence(request);
      case "POST /chat/whatsappNumbers/{session}" -> whatsAppNumbers(request);
      default -> setWebhook(request);
    };
  }

  private StubAnswer connect() {
    if (session().isConnected()) {
      return facts.answer("startSession", "connected already");
    }
    session().start();
    return facts.answer("startSession", "has to be paired, or connecting");
  }

  private StubAnswer logOut() {
    var connected = session().isConnected();
    session().logOut();
    return facts.answer("stopSession", connected ? "ok" : "2.3: was not connected");
  }

  private StubAnswer setPresence(StubRequest request) {
    var word = request.text("presence").orElse("");
    if (!WORDS.contains(word)) {
      return facts.answer("setPresence", "body refused by the schema");
    }
    if (!session().isConnected()) {
      return facts.answer("setPresence", "not connected");
    }
    session().setAvailable(word.equals("available"));
    return presence(word);
  }

  private StubAnswer sendPresence(StubRequest request) {
    var word = request.text("presence").orElse("");
    var contact = contactOf(request);
    if (!WORDS.contains(word) || !request.json().path("delay").isNumber() || contact.isEmpty()) {
      return facts.answer("sendTyping", "body refused by the schema");
    }
    if (!session().isConnected()) {
      return facts.answer("sendTyping", "not connected");
    }
    if (!contact.get().isOnWhatsApp()) {
      return facts.answer("sendTyping", "number not on WhatsApp: the reason is lost in the answer");
    }
    session().subscribe(contact.get().known());
    return presence(word);
  }

  private StubAnswer whatsAppNumbers(StubRequest request) {
    if (!session().isConnected()) {
      return facts.answer("phoneToLid", "not connected");
    }
    ArrayNode found = JsonMapper.shared().createArrayNode();
    for (String number : texts(request.json().path("numbers"))) {
      StubContact known = StubContact.parse(number).known();
      found
          .addObject()
          .put("jid", known.jid())
          .put("exists", known.isOnWhatsApp())
          .put("number", number);
    }
    return StubAnswer.json(200, found);
  }

  private static StubAnswer presence(String word) {
    return StubAnswer.json(201, object().put("presence", word));
  }

  private StubAnswer setWebhook(StubRequest request) {
    var webhook = request.json().path("webhook");
    var url = webhook.path("url").stringValueOpt();
    if (url.isEmpty() || !webhook.path("enabled").isBoolean()) {
      return facts.answer("setPresence", "body refused by the schema");
    }
    var headers = new LinkedHashMap<String, String>();
    webhook
        .path("headers")
        .forEachEntry(
            (name, value) -> value.stringValueOpt().ifPresent(text -> headers.put(name, text)));
    var jwtKey = Optional.ofNullable(headers.remove("jwt_key"));
    setHook(
        webhook.path("enabled").booleanValue()
            ? Optional.of(
                new Hook(URI.create(url.get()), jwtKey, headers, texts(webhook.path("events"))))
            : Optional.empty());
    return StubAnswer.json(201, webhook);
  }

  @Override
  List<StubWebhook> connection(ConnectionState before, ConnectionState now) {
    var webhooks = new ArrayList<StubWebhook>();
    switch (now) {
      case STARTING, RECONNECTING ->
          webhooks.add(webhook("CONNECTION_UPDATE", "connection-connecting", "connecting"));
      case SCAN_QR -> webhooks.add(webhook("QRCODE_UPDATED", "qrcode", ""));
      case CONNECTED -> webhooks.add(webhook("CONNECTION_UPDATE", "connection-open", "open"));
      case STOPPED -> {
        webhooks.add(webhook("LOGOUT_INSTANCE", "logout-instance", ""));
        webhooks.add(webhook("STATUS_INSTANCE", "status-instance-closed", "closed"));
      }
    }
    return webhooks;
  }

  @Override
  Optional<StubWebhook> contact(StubContact contact, ContactAct act) {
    var webhook = webhook("PRESENCE_UPDATE", "presence-online", contact + " " + act.word());
    var data = webhook.body().putObject("data").put("id", contact.jid());
    var presence = data.putObject("presences").putObject(contact.jid());
    switch (act) {
      case ONLINE, PAUSED -> presence.put("lastKnownPresence", "available");
      case TYPING -> presence.put("lastKnownPresence", "composing");
      case RECORDING -> presence.put("lastKnownPresence", "recording");
      case OFFLINE -> presence.put("lastKnownPresence", "unavailable").put("lastSeen", seconds());
    }
    return Optional.of(webhook);
  }

  /** The body's {@code date_time} is local time with a Z behind it. */
  private StubWebhook webhook(String event, String file, String says) {
    ObjectNode body = facts.webhook(file);
    body.put(
        "date_time",
        LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MILLIS) + "Z");
    hook().ifPresent(hook -> body.put("destination", hook.url().toString()));
    return new StubWebhook(event, (body.path("event").asString() + " " + says).strip(), body);
  }

  @Override
  void sign(byte[] body, Hook to, BiConsumer<String, String> header) {
    to.headers().forEach(header);
    to.secret().ifPresent(secret -> header.accept("Authorization", "Bearer " + jwt(secret)));
  }

  private static String jwt(String key) {
    var claims =
        object()
            .put("iat", seconds())
            .put("exp", seconds() + 600)
            .put("app", "evolution")
            .put("action", "webhook");
    var signed =
        base64(object().put("alg", "HS256").put("typ", "JWT").toString())
            + "."
            + base64(claims.toString());
    return signed
        + "."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(mac("HmacSHA256", key, signed.getBytes(StandardCharsets.UTF_8)));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
