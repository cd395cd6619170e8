package dev.presently.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.TestClock;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.Grant;
import dev.presently.core.access.KeyStore;
import dev.presently.core.access.KeyStoreContract;
import dev.presently.core.access.KeyText;
import dev.presently.core.access.KeyTexts;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DynamoDbKeyStoreTest extends KeyStoreContract {
  @Override
  protected KeyStore create() {
    return new DynamoDbKeyStore(EmbeddedDynamoDb.CLIENT, EmbeddedDynamoDb.table());
  }

  @Test
  void onlyTheHashOfAKeyIsStored() {
    KeyText text = KeyTexts.text(1);
    ApiKey key =
        ApiKey.create(
            text.hash(), "CRM", Grant.everything(), 600, TestClock.START, Optional.empty());

    assertThat(DynamoDbKeyStore.write(key).attributes().toString())
        .contains(text.hash().hex())
        .doesNotContain(text.value());
  }
}
