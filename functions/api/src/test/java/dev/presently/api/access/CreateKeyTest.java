package dev.presently.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.KeyId;
import dev.presently.core.access.KeyText;
import dev.presently.core.access.KeyTexts;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CreateKeyTest {
  private final KeysFixture keys = new KeysFixture();
  private final CreateKey createKey = new CreateKey(keys.deployment, CreateKeyTest::bytes);

  @Test
  void theKeyIsShownOnceAndItsHashIsStored() {
    Answer answer =
        KeysFixture.call()
            .body(
                """
                {"label":"CRM","scopes":["presence:read","webhooks:manage"],"sessions":["sales"],
                 "lifetimeDays":90,"rateLimitPerMinute":60}""")
            .to(createKey);

    assertThat(answer.status()).isEqualTo(201);
    KeyText text = KeyTexts.text(1);
    assertThat(answer.text())
        .isEqualTo(
            ("{\"id\":\"%s\",\"label\":\"CRM\",\"scopes\":[\"presence:read\",\"webhooks:manage\"],"
                    + "\"sessions\":[\"sales\"],\"isActive\":true,\"rateLimitPerMinute\":60,"
                    + "\"createdAt\":\"2026-03-02T10:00:00Z\","
                    + "\"expiresAt\":\"2026-05-31T10:00:00Z\",\"key\":\"%s\"}")
                .formatted(text.hash().id(), text.value()));
    assertThat(stored(answer.data()).hash()).isEqualTo(text.hash());
  }

  @Test
  void absentFieldsGetTheirDefaults() {
    Answer answer = KeysFixture.call().body("{\"label\":\"CRM\",\"scopes\":[\"*\"]}").to(createKey);

    ApiKey stored = stored(answer.data());
    assertThat(stored.expiresAt()).isEmpty();
    assertThat(stored.ratePerMinute()).isEqualTo(600);
    assertThat(stored.grant().reachesAll()).isTrue();
    assertThat(answer.data().propertyNames()).doesNotContain("sessions", "expiresAt", "lastUsedAt");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{\"scopes\":[\"*\"]}                                           | missing_field label",
        "{\"label\":\"CRM\"}                                            | missing_field scopes",
        "{\"label\":\"CRM\",\"scopes\":[]}                              | invalid_value scopes",
        "{\"label\":\"CRM\",\"scopes\":[\"*\",\"presence:write\"]}     | invalid_value scopes[1]",
        "{\"label\":\"\",\"scopes\":[\"*\"]}                            | invalid_value label",
        "{\"label\":\"CRM\",\"scopes\":[\"*\"],\"sessions\":[]}         | invalid_value sessions",
        "{\"label\":\"CRM\",\"scopes\":[\"*\"],\"sessions\":[\"-\"]}    | invalid_value sessions[0]",
        "{\"label\":\"CRM\",\"scopes\":[\"*\"],\"lifetimeDays\":0}      | invalid_value lifetimeDays",
        "{\"label\":\"CRM\",\"scopes\":[\"*\"],\"lifetimeDays\":3651}   | invalid_value lifetimeDays",
        "{\"label\":\"CRM\",\"scopes\":[\"*\"],\"rateLimitPerMinute\":0} | invalid_value rateLimitPerMinute",
        "{\"label\":\"CRM\",\"scopes\":[\"*\"],\"key\":\"prs_mine\"}    | unknown_field key",
      })
  void anInvalidFieldIsRefusedByName(String body, String problem) {
    assertThat(KeysFixture.call().body(body).to(createKey).problem()).isEqualTo("400 " + problem);
    assertThat(keys.deployment.keys.list(Optional.empty(), 1).items()).isEmpty();
  }

  @Test
  void anUnknownScopeIsQuoted() {
    Answer answer =
        KeysFixture.call()
            .body("{\"label\":\"CRM\",\"scopes\":[\"presence:write\"]}")
            .to(createKey);

    assertThat(answer.sentence())
        .startsWith("invalid scopes[0]: got \"presence:write\"; not a scope; accepted: *, ");
  }

  @Test
  void anApiKeyCannotCreateKeys() {
    assertThat(new Call().body("{\"label\":\"CRM\",\"scopes\":[\"*\"]}").to(createKey).problem())
        .isEqualTo("403 forbidden");
  }

  /** The bytes of the first text. */
  private static byte[] bytes() {
    byte[] bytes = new byte[KeyText.BYTES];
    bytes[0] = 1;
    return bytes;
  }

  private ApiKey stored(JsonNode shown) {
    return keys.deployment.keys.find(new KeyId(shown.path("id").stringValue())).orElseThrow();
  }
}
