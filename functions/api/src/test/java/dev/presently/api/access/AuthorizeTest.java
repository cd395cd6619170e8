package dev.presently.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.adapters.json.StrictJson;
import dev.presently.api.NamedContext;
import dev.presently.api.client.ClientTokens;
import dev.presently.core.Examples;
import dev.presently.core.access.ClientId;
import dev.presently.core.access.EphemeralId;
import dev.presently.core.access.KeyTexts;
import dev.presently.core.client.ClientRules;
import dev.presently.core.client.ClientToken;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.Secret;
import dev.presently.core.session.SessionName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  /** What it may do is not in the answer, which API Gateway caches. */
  @Test
  void aClientTokenIsItsHolderWithoutRights() throws IOException {
    var key = new Secret("the-key-of-tokens-of-the-session-shop");
    var shop = new SessionName("shop");
    keys.deployment.store(Examples.loopback("shop", "+5511900000000"));
    keys.deployment.clientRules.add(new ClientRules(shop, Set.of(), Set.of(), 60, 0, true, key));
    Instant end = keys.deployment.clock.instant().plusSeconds(900);
    var token =
        ClientTokens.sign(
            new ClientToken(
                new ClientId(shop, new EphemeralId("u1")), Optional.of(Set.of(Jid.lid("77"))), end),
            key);

    JsonNode answer = ask("Authorization", "Bearer " + token);

    assertThat(answer.path("principalId").stringValueOpt()).contains("client");
    assertThat(answer.path("context"))
        .isEqualTo(
            StrictJson.newObject()
                .put("clientSession", "shop")
                .put("ephemeralId", "u1")
                .put("chats", "77@lid")
                .put("expiresAt", Long.toString(end.getEpochSecond()))
                .put("keyFingerprint", ClientRules.fingerprint(key)));
    assertThatThrownBy(() -> ask("Authorization", "Bearer " + token + "A"))
        .hasMessage("Unauthorized");
  }

  @Test
  void aMadeUpClientTokenIsNotComparedWithTheMasterKey() {
    for (String token : List.of("prs_ct_a.b.c", "prs_ct_", "prs_ct_!")) {
      assertThatThrownBy(() -> ask("Authorization", "Bearer " + token)).hasMessage("Unauthorized");
    }
    assertThat(keys.deployment.masterKeyReads).hasValue(0);
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
