package dev.presently.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.core.access.ApiKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateKeyTest {
  private final KeysFixture keys = new KeysFixture();
  private final UpdateKey updateKey = new UpdateKey(keys.deployment);

  @Test
  void absentFieldsKeepTheirValue() {
    ApiKey key = keys.store(1);

    Answer answer =
        KeysFixture.call().path("id", key.id().value()).body("{\"isActive\":false}").to(updateKey);

    assertThat(answer.data().path("label").stringValueOpt()).contains("key 1");
    assertThat(keys.deployment.keys.find(key.id()))
        .contains(key.changed("key 1", false, 600).stored());
  }

  @Test
  void aDeactivatedKeyCanBeActivatedAgain() {
    ApiKey key = keys.store(1);
    KeysFixture.call().path("id", key.id().value()).body("{\"isActive\":false}").to(updateKey);

    KeysFixture.call()
        .path("id", key.id().value())
        .body("{\"isActive\":true,\"label\":\"again\",\"rateLimitPerMinute\":7}")
        .to(updateKey);

    ApiKey changed = keys.deployment.keys.find(key.id()).orElseThrow();
    assertThat(changed.isActive()).isTrue();
    assertThat(changed.label()).isEqualTo("again");
    assertThat(changed.ratePerMinute()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{\"scopes\":[\"*\"]}         | 400 unknown_field scopes",
        "{\"isActive\":\"no\"}        | 400 invalid_value isActive",
        "{\"rateLimitPerMinute\":1.5} | 400 invalid_value rateLimitPerMinute",
        "{\"label\":\" \"}            | 400 invalid_value label",
      })
  void anInvalidFieldIsRefusedByName(String body, String problem) {
    ApiKey key = keys.store(1);

    assertThat(KeysFixture.call().path("id", key.id().value()).body(body).to(updateKey).problem())
        .isEqualTo(problem);
    assertThat(keys.deployment.keys.find(key.id())).contains(key);
  }

  @Test
  void anUnknownKeyIsNotFound() {
    String id = "key_" + "0".repeat(32);

    assertThat(KeysFixture.call().path("id", id).body("{}").to(updateKey).problem())
        .isEqualTo("404 key_not_found");
    assertThat(KeysFixture.call().path("id", "key_1").body("{}").to(updateKey).problem())
        .isEqualTo("400 invalid_value id");
  }
}
