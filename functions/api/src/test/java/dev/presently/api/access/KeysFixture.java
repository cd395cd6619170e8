package dev.presently.api.access;

import dev.presently.api.Call;
import dev.presently.api.Callers;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.Grant;
import dev.presently.core.access.KeyTexts;
import java.util.Optional;

/** API keys in an in-memory deployment. */
final class KeysFixture {
  final InMemoryDeployment deployment = new InMemoryDeployment();

  /** Stores a key that may do everything. */
  ApiKey store(int number) {
    ApiKey key =
        ApiKey.create(
            KeyTexts.text(number).hash(),
            "key " + number,
            Grant.everything(),
            600,
            deployment.clock.instant(),
            Optional.empty());
    deployment.keys.save(key);
    return key.stored();
  }

  static Call call() {
    return new Call().by(Callers.MASTER);
  }
}
