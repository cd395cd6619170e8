package dev.presently.api.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.TestClock;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.Grant;
import dev.presently.core.access.KeyText;
import dev.presently.core.access.KeyTexts;
import dev.presently.core.access.Scope;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the engines prove who they are, with bodies as they post them. */
class IntakeCredentialsTest {
  private static final Path FACTS =
      Path.of("..", "adapters", "src", "test", "resources", "engines");
  private static final String SECRET = "a-secret-of-thirty-two-letters-x";
  private static final KeyText KEY = KeyTexts.text(1);
  private static final KeyText OTHER_KEY = KeyTexts.text(2);

  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private final ReceiveEngineEvents receiveEngineEvents = new ReceiveEngineEvents(deployment);

  private void store(String engine) {
    deployment.store(
        Session.create(
            new SessionName("shop"),
            EngineSettings.of(new EngineType(engine)).withWebhookSecret(new Secret(SECRET)),
            Session.Profile.EMPTY,
            TestClock.START));
    save(KEY, Scope.PRESENCE_INTAKE);
    save(OTHER_KEY, Scope.PRESENCE_MANAGE);
  }

  private void save(KeyText key, Scope scope) {
    deployment.keys.save(
        ApiKey.create(
            key.hash(),
            "engine",
            new Grant(Set.of(scope), Optional.empty()),
            600,
            TestClock.START,
            Optional.empty()));
  }

  private Answer post(String body, String header, String value) {
    return new Call()
        .byNobody()
        .session("shop")
        .header(header, value)
        .body(body)
        .to(receiveEngineEvents);
  }

  private static String body(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String presence(String engine) {
    return body(FACTS.resolve(engine).resolve("webhook-presence-online.json"));
  }

  private static String basic(String password) {
    return "Basic " + Base64.getEncoder().encodeToString(("presently:" + password).getBytes(UTF_8));
  }

  private static byte[] hmac(String algorithm, String secret, String text)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(secret.getBytes(UTF_8), algorithm));
    return mac.doFinal(text.getBytes(UTF_8));
  }

  private static String token(String algorithm, String secret, long expires)
      throws GeneralSecurityException {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String head = "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}";
    String claims =
        "{\"app\":\"evolution\",\"iat\":" + (expires - 600) + ",\"exp\":" + expires + "}";
    String text =
        base64.encodeToString(head.getBytes(UTF_8))
            + "."
            + base64.encodeToString(claims.getBytes(UTF_8));
    String signature =
        algorithm.equals("none") ? "" : base64.encodeToString(hmac("HmacSHA256", secret, text));
    return "Bearer " + text + "." + signature;
  }

  @Test
  void evolutionSignsATokenUnderTheSecret() throws GeneralSecurityException {
    store("evolution");
    long now = TestClock.START.getEpochSecond();
    String body = presence("evolution");

    assertThat(post(body, "Authorization", token("HS256", SECRET, now + 600)).text())
        .isEqualTo("{\"accepted\":1,\"ignored\":0}");
    for (String refused :
        List.of(
            token("HS256", SECRET, now - 600),
            token("HS256", SECRET + "x", now + 600),
            token("none", SECRET, now + 600),
            "Bearer a.b.c",
            "Bearer " + SECRET)) {
      assertThat(post(body, "Authorization", refused).problem()).isEqualTo("401 unauthorized");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"evolution", "evolution-go", "wppconnect"})
  void anEngineThatCannotSignMayUseAnApiKey(String engine) {
    store(engine);
    String body = presence(engine);

    assertThat(post(body, "Authorization", "Bearer " + KEY.value()).text())
        .isEqualTo("{\"accepted\":1,\"ignored\":0}");
    assertThat(post(body, "authorization", basic(KEY.value())).status()).isEqualTo(200);
    for (String refused :
        List.of(
            "Bearer " + OTHER_KEY.value(),
            basic(OTHER_KEY.value()),
            basic(""),
            "Basic ???",
            "Basic " + Base64.getEncoder().encodeToString(KEY.value().getBytes(UTF_8)),
            "Bearer the-master-key-of-tests",
            basic("the-master-key-of-tests"),
            "")) {
      assertThat(post(body, "Authorization", refused).problem())
          .as(refused)
          .isEqualTo("401 unauthorized");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"evolution-go", "wppconnect"})
  void theSecretItselfIsAPasswordOfAnEngineThatCannotSign(String engine) {
    store(engine);

    assertThat(post(presence(engine), "Authorization", basic(SECRET)).status()).isEqualTo(200);
    assertThat(post(presence(engine), "Authorization", basic(SECRET + "x")).problem())
        .isEqualTo("401 unauthorized");
  }

  @Test
  void evolutionGoSendsTheSecretInItsBody() {
    store("evolution-go");
    String body = presence("evolution-go");

    assertThat(post(body.replace("never-store-this", SECRET), "Accept", "*/*").status())
        .isEqualTo(200);
    assertThat(post(body, "Accept", "*/*").problem()).isEqualTo("401 unauthorized");
    assertThat(deployment.session("shop").toString()).doesNotContain(SECRET);
  }

  @Test
  void gowaSignsWithAPrefix() throws GeneralSecurityException {
    store("gowa");
    String body = body(FACTS.resolve("gowa").resolve("webhook-typing.json"));
    String hex = HexFormat.of().formatHex(hmac("HmacSHA256", SECRET, body));

    assertThat(post(body, "X-Hub-Signature-256", "sha256=" + hex).text())
        .isEqualTo("{\"accepted\":1,\"ignored\":0}");
    assertThat(post(body, "X-Hub-Signature-256", hex).problem()).isEqualTo("401 unauthorized");
    assertThat(post(body + " ", "X-Hub-Signature-256", "sha256=" + hex).problem())
        .isEqualTo("401 unauthorized");
  }

  @ParameterizedTest
  @CsvSource({
    "waha,       X-Webhook-Hmac,      HmacSHA512, ''",
    "wuzapi,     x-hmac-signature,    HmacSHA256, ''",
    "titan,      X-Webhook-Signature, HmacSHA256, sha256=",
    "gowa,       X-Hub-Signature-256, HmacSHA256, sha256="
  })
  void anEngineThatSignsMayNotUseAKeyInstead(
      String engine, String header, String algorithm, String prefix)
      throws GeneralSecurityException {
    store(engine);
    String signature = prefix + HexFormat.of().formatHex(hmac(algorithm, SECRET, "{}"));

    assertThat(post("{}", "Authorization", "Bearer " + KEY.value()).problem())
        .isEqualTo("401 unauthorized");
    assertThat(post("{}", "Authorization", basic(KEY.value())).problem())
        .isEqualTo("401 unauthorized");
    assertThat(post("{}", "Authorization", basic(SECRET)).problem()).isEqualTo("401 unauthorized");
    assertThat(post("{}", header, signature).status()).isIn(200, 400);
  }

  static Stream<Path> webhooks() throws IOException {
    try (Stream<Path> files = Files.walk(FACTS)) {
      return files
          .filter(file -> file.getFileName().toString().matches("webhook-.*\\.json"))
          .filter(file -> !file.endsWith("webhook-headers.json"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("webhooks")
  void aForgedWebhookChangesNothing(Path file) {
    store(file.getParent().getFileName().toString());
    Session before = deployment.session("shop");
    String body = body(file);

    for (Answer answer :
        List.of(
            post(body, "Accept", "*/*"),
            post(body, "Authorization", "Bearer " + OTHER_KEY.value()),
            post(body, "Authorization", basic("another-secret-than-its-own")),
            post(body, "X-Webhook-Hmac", "00"),
            post(body, "X-Webhook-Signature", "sha256=00"),
            post(body, "x-hmac-signature", "00"),
            post(body, "X-Hub-Signature-256", "sha256=00"))) {
      assertThat(answer.problem()).isEqualTo("401 unauthorized");
    }
    assertThat(deployment.session("shop")).isEqualTo(before);
    assertThat(deployment.presences.list(before.name(), Optional.empty(), 1).items()).isEmpty();
  }
}
