package dev.presently.core.access;

import dev.presently.core.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * SHA-256 of a key, in hexadecimal digits: all that is stored of it. A key holds 256 random bits,
 * so nobody finds it from its hash, and a slow hash would only cost each call its time.
 */
public record KeyHash(String hex) {
  private static final int DIGITS_OF_ID = 32;

  static KeyHash of(String key) {
    return new KeyHash(Sha256.hex(key));
  }

  /** The key's id, which is half of its hash: who has a key finds its record by it. */
  public KeyId id() {
    return new KeyId("key_" + hex.substring(0, DIGITS_OF_ID));
  }

  /** Compares in a time that tells nothing of where they differ. */
  public boolean isSameAs(KeyHash other) {
    return MessageDigest.isEqual(
        hex.getBytes(StandardCharsets.US_ASCII), other.hex.getBytes(StandardCharsets.US_ASCII));
  }
}
