package dev.presently.api.webhook;

import dev.presently.core.webhook.HmacKey;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes signing keys that nobody can guess: 32 random bytes, in hex. */
final class HmacKeyGenerator {
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  HmacKey next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new HmacKey(HexFormat.of().formatHex(bytes));
  }
}
