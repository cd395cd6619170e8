package dev.presently.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.adapters.json.Json;
import dev.presently.adapters.json.JsonReader;
import dev.presently.api.NamedContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthorizeTest {
  private final KeysFixture keys = new KeysFixture();
  private final Authorize authorize = new Authorize(keys.here.authenticate());

  @Test
  void aGoodKeyIsAllowedTheWholeStageAndToldOf() throws IOException {
    String id = keys.has(1).id().value();

    Json.Obj answer = ask("Authorization", "Bearer " + KeysFixture.text(1).value());

    assertThat(answer.text("principalId")).contains(id);
    Json.Obj statement = (Json.Obj) answer.object("policyDocument").array("Statement").getFirst();
    assertThat(statement.text("Effect")).contains("Allow");
    assertThat(statement.text("Resource"))
        .contains("arn:aws:execute-api:sa-east-1:210987654321:k3v9w2x1y0/live/*");
    assertThat(answer.object("context").text("keyId")).contains(id);
    assertThat(answer.object("context").text("scopes")).contains("*");
    assertThat(answer.object("context").text("rateLimitPerMinute")).contains("600");
  }

  @Test
  void theMasterKeyIsToldOfAsSuch() throws IOException {
    assertThat(ask("authorization", "Bearer the-master-key-of-tests").object("context").fields())
        .isEqualTo(new Json.Obj(Map.of("master", new Json.Text("true"))).fields());
  }

  /** API Gateway answers 401 for this message alone; for any other it is its own fault. */
  @Test
  void everyoneElseIsRefusedAlike() {
    keys.here.keys.save(keys.has(1).changed("off", false, 600));

    for (String header :
        new String[] {
          "",
          "Bearer x",
          "Bearer " + KeysFixture.text(1).value(),
          "Bearer " + KeysFixture.text(2).value()
        }) {
      assertThatThrownBy(() -> ask("Authorization", header)).hasMessage("Unauthorized");
    }
    assertThatThrownBy(() -> ask("X-Api-Key", "Bearer " + KeysFixture.text(1).value()))
        .hasMessage("Unauthorized");
  }

  private Json.Obj ask(String header, String value) throws IOException {
    String event =
        """
        {"type":"REQUEST",
         "methodArn":"arn:aws:execute-api:sa-east-1:210987654321:k3v9w2x1y0/live/GET/api/sessions/a%%2Fb",
         "headers":{"Accept":"*/*","%s":"%s"}}"""
            .formatted(header, value);
    var answer = new ByteArrayOutputStream();
    authorize.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        answer,
        new NamedContext("lambda-1"));
    return JsonReader.object(answer.toByteArray());
  }
}
