package dev.presently.api.access;

import dev.presently.api.Call;
import dev.presently.api.Callers;
import dev.presently.api.Deployment;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.Grant;
import dev.presently.core.access.KeyText;
import java.util.Optional;

/** Keys of a deployment in memory. */
final class KeysFixture {
  final Deployment here = new Deployment();

  static KeyText text(int number) {
    byte[] bytes = new byte[KeyText.BYTES];
    bytes[0] = (byte) number;
    return KeyText.of(bytes);
  }

  /** A key that may do everything is stored. */
  ApiKey has(int number) {
    ApiKey key =
        ApiKey.create(
            text(number).hash(),
            "key " + number,
            Grant.everything(),
            600,
            here.clock.instant(),
            Optional.empty());
    here.keys.save(key);
    return key.stored();
  }

  static Call call() {
    return new Call().by(Callers.MASTER);
  }
}
