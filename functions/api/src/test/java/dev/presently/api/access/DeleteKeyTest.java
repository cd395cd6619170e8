package dev.presently.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.access.ApiKey;
import dev.presently.core.access.Authenticate;
import dev.presently.core.access.KeyTexts;
import org.junit.jupiter.api.Test;

class DeleteKeyTest {
  private final KeysFixture keys = new KeysFixture();
  private final DeleteKey deleteKey = new DeleteKey(keys.deployment);

  @Test
  void aDeletedKeyOpensNothing() {
    ApiKey key = keys.store(1);

    assertThat(KeysFixture.call().path("id", key.id().value()).to(deleteKey).status())
        .isEqualTo(200);

    assertThat(keys.deployment.authenticate().authenticate("Bearer " + KeyTexts.text(1).value()))
        .isEqualTo(new Authenticate.Result.Unknown());
    assertThat(KeysFixture.call().path("id", key.id().value()).to(deleteKey).problem())
        .isEqualTo("404 key_not_found");
  }
}
