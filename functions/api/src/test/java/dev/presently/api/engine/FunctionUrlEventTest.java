package dev.presently.api.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.json.StrictJson;
import dev.presently.api.Answer;
import dev.presently.api.InMemoryDeployment;
import dev.presently.api.NamedContext;
import dev.presently.core.Examples;
import dev.presently.core.TestClock;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** The intake at its Function URL, whose events are not those of a REST API. */
class FunctionUrlEventTest {
  private static final String SECRET = "what the engine signs with";
  private static final String CONTACT = "5511999999999@s.whatsapp.net";

  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private final ReceiveEngineEvents receiveEngineEvents = new ReceiveEngineEvents(deployment);
  private final ObjectNode event = sample();

  @BeforeEach
  void hasASession() {
    deployment.store(
        Session.create(
            new SessionName("sales"),
            EngineSettings.of(new EngineType("waha"))
                .withUrl(Examples.url("https://engine.presently.dev"))
                .withWebhookSecret(new Secret(SECRET)),
            Session.Profile.EMPTY,
            TestClock.START));
  }

  @Test
  void aSignedReportIsStored() throws Exception {
    sign();

    Answer answer = answer();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"accepted\":1,\"ignored\":0}");
    assertThat(answer.header("X-Request-Id")).isEqualTo("7c9e6679-7425-40de-944b-e07fc1f90016");
    assertThat(deployment.presence("sales", CONTACT)).isPresent();
  }

  /** A Function URL encodes bodies of media types that it does not take for text, such as forms. */
  @Test
  void aBase64BodyIsSignedByItsBytes() throws Exception {
    sign();
    byte[] body = event.path("body").stringValue().getBytes(StandardCharsets.UTF_8);
    event.put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true);

    assertThat(answer().status()).isEqualTo(200);
  }

  @Test
  void anUnsignedBodyIsRefused() throws Exception {
    event.path("headers").asObject().remove("x-webhook-hmac");

    assertThat(answer().problem()).isEqualTo("401 unauthorized");
    assertThat(deployment.presence("sales", CONTACT)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/api/intake/sales",
    "POST,/",
    "POST,/api/intake/",
    "POST,/api/intake/sales/more",
    "POST,/api/sessions/sales/presence",
  })
  void anotherMethodOrPathDoesNotExist(String method, String path) throws Exception {
    sign();
    event.put("rawPath", path);
    event.path("requestContext").path("http").asObject().put("method", method);

    assertThat(answer().problem()).isEqualTo("404 not_found");
    assertThat(deployment.presence("sales", CONTACT)).isEmpty();
  }

  private void sign() throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA512");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
    byte[] body = event.path("body").stringValue().getBytes(StandardCharsets.UTF_8);
    event
        .path("headers")
        .asObject()
        .put("x-webhook-hmac", HexFormat.of().formatHex(mac.doFinal(body)));
  }

  private Answer answer() throws IOException {
    var out = new ByteArrayOutputStream();
    receiveEngineEvents.handleRequest(
        new ByteArrayInputStream(StrictJson.bytes(event)), out, new NamedContext("lambda-1"));
    return new Answer(StrictJson.read(out.toByteArray()));
  }

  private static ObjectNode sample() {
    try {
      return StrictJson.read(
              Files.readAllBytes(Path.of("../../events/receive-engine-events-url.json")))
          .asObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
