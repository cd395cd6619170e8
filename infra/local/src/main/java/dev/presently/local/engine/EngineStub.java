package dev.presently.local.engine;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How one type of engine answers and what its webhooks look like. Times are those of the real
 * engine's format; how long the real engine takes is not imitated.
 */
abstract class EngineStub {
  static final String ACCOUNT = "5511900000001";

  final EngineFacts facts;
  final StubOptions options;
  private Optional<StubSession> session = Optional.empty();
  private Optional<Hook> hook;

  EngineStub(StubOptions options) {
    this.options = options;
    this.facts = EngineFacts.of(options.engine(), options.session());
    this.hook = options.hook().map(url -> Hook.of(url, options.secret()));
  }

  static EngineStub of(StubOptions options) {
    return switch (options.engine()) {
      case "waha" -> new WahaStub(options);
      case "wuzapi" -> new WuzapiStub(options);
      case "titan" -> new TitanStub(options);
      case "evolution" -> new EvolutionStub(options);
      case "evolution-go" -> new EvolutionGoStub(options);
      case "gowa" -> new GowaStub(options);
      case "wppconnect" -> new WppconnectStub(options);
      default -> throw new IllegalArgumentException("unknown engine " + options.engine());
    };
  }

  /** Method and path of each route; {@code {session}} and {@code {contact}} are placeholders. */
  abstract List<String> routes();

  abstract StubSession.Habits habits();

  /** The member of a body that names the contact. */
  abstract String contactMember();

  /** Answers a request of one of the routes. */
  abstract StubAnswer answer(StubRequest request);

  /** The webhooks about a change of the connection, in order. */
  abstract List<StubWebhook> connection(ConnectionState before, ConnectionState now);

  /** The webhook about an act of a contact; empty if the engine tells nothing about it. */
  abstract Optional<StubWebhook> contact(StubContact contact, ContactAct act);

  /** Proves in a header that the webhook comes from this engine. */
  abstract void sign(byte[] body, Hook to, BiConsumer<String, String> header);

  final void use(StubSession its) {
    session = Optional.of(its);
  }

  final StubSession session() {
    return session.orElseThrow();
  }

  final synchronized Optional<Hook> hook() {
    return hook;
  }

  final synchronized void setHook(Optional<Hook> chosen) {
    hook = chosen;
  }

  /** The contact that a request names, as it stands there. */
  final Optional<String> contactIn(StubRequest request) {
    return Optional.ofNullable(request.path().get("contact"))
        .or(() -> request.text(contactMember()))
        .or(() -> request.json().path(contactMember()).path(0).stringValueOpt());
  }

  /** Empty where the request names none, or what it names is no address. */
  final Optional<StubContact> contactOf(StubRequest request) {
    try {
      return contactIn(request).map(StubContact::parse);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  final boolean isKey(Optional<String> given) {
    return options.key().isEmpty() || options.key().equals(given);
  }

  /** Whether the path names the session that the stub has. */
  final boolean isSession(StubRequest request) {
    return options.session().equals(request.path().getOrDefault("session", options.session()));
  }

  static Optional<String> bearer(StubRequest request) {
    return request
        .header("Authorization")
        .filter(value -> value.startsWith("Bearer "))
        .map(value -> value.substring("Bearer ".length()));
  }

  static Set<String> texts(JsonNode array) {
    return array
        .valueStream()
        .flatMap(one -> one.stringValueOpt().stream())
        .collect(Collectors.toSet());
  }

  static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }

  static long seconds() {
    return Instant.now().getEpochSecond();
  }

  static String hmac(String algorithm, String secret, byte[] body) {
    return HexFormat.of().formatHex(mac(algorithm, secret, body));
  }

  static byte[] mac(String algorithm, String secret, byte[] body) {
    try {
      var mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As HTTP clients send the user part of a URL; without one, the secret is the password. */
  static void basic(Hook to, BiConsumer<String, String> header) {
    Stream.ofNullable(to.url().getUserInfo())
        .findFirst()
        .or(() -> to.secret().map(secret -> "presently:" + secret))
        .map(user -> user.getBytes(StandardCharsets.UTF_8))
        .ifPresent(
            user ->
                header.accept(
                    "Authorization", "Basic " + Base64.getEncoder().encodeToString(user)));
  }
}
