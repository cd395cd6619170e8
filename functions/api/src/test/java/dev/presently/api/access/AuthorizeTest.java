package dev.presently.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.adapters.json.StrictJson;
import dev.presently.api.NamedContext;
import dev.presently.core.access.KeyTexts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AuthorizeTest {
  private final KeysFixture keys = new KeysFixture();
  private final Authorize authorize = new Authorize(keys.deployment);

  @Test
  void aValidKeyIsAllowedTheWholeStageAndIsTheCaller() throws IOException {
    String id = keys.store(1).id().value();

    JsonNode answer = ask("Authorization", "Bearer " + KeyTexts.text(1).value());

    assertThat(answer.path("principalId").stringValueOpt()).contains(id);
    JsonNode statement = answer.path("policyDocument").path("Statement").get(0);
    assertThat(statement.path("Effect").stringValueOpt()).contains("Allow");
    assertThat(statement.path("Resource").stringValueOpt())
        .contains("arn:aws:execute-api:sa-east-1:210987654321:k3v9w2x1y0/live/*");
    assertThat(answer.path("context").path("keyId").stringValueOpt()).contains(id);
    assertThat(answer.path("context").path("scopes").stringValueOpt()).contains("*");
    assertThat(answer.path("context").path("rateLimitPerMinute").stringValueOpt()).contains("600");
  }

  @Test
  void theMasterKeyIsTheCaller() throws IOException {
    assertThat(ask("authorization", "Bearer the-master-key-of-tests").path("context"))
        .isEqualTo(StrictJson.newObject().put("master", "true"));
  }

  /** API Gateway answers 401 only for this message; any other becomes a 500. */
  @Test
  void allOtherCredentialsAreRefusedAlike() {
    keys.deployment.keys.save(keys.store(1).changed("off", false, 600));

    for (String header :
        new String[] {
          "", "Bearer x", "Bearer " + KeyTexts.text(1).value(), "Bearer " + KeyTexts.text(2).value()
        }) {
      assertThatThrownBy(() -> ask("Authorization", header)).hasMessage("Unauthorized");
    }
    assertThatThrownBy(() -> ask("X-Api-Key", "Bearer " + KeyTexts.text(1).value()))
        .hasMessage("Unauthorized");
  }

  @Test
  void theCallThatKeepsASnapshotDoesNothing() throws IOException {
    assertThat(answer("{\"Records\":[]}")).isEqualTo(StrictJson.newObject());
  }

  private JsonNode ask(String header, String value) throws IOException {
    return answer(
        """
        {"type":"REQUEST",
         "methodArn":"arn:aws:execute-api:sa-east-1:210987654321:k3v9w2x1y0/live/GET/api/sessions/a%%2Fb",
         "headers":{"Accept":"*/*","%s":"%s"}}"""
            .formatted(header, value));
  }

  private JsonNode answer(String event) throws IOException {
    var answer = new ByteArrayOutputStream();
    authorize.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        answer,
        new NamedContext("lambda-1"));
    return StrictJson.read(answer.toByteArray());
  }
}
