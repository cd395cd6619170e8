package dev.presently.core.access;

import dev.presently.core.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * SHA-256 of a key in hexadecimal, the only form stored. A key has 256 random bits, so a slow hash
 * would add latency but no security.
 */
public record KeyHash(String hex) {
  private static final int DIGITS_OF_ID = 32;

  static KeyHash of(String key) {
    return new KeyHash(Sha256.hex(key));
  }

  /** The first half of the hash, so a key leads to its record. */
  public KeyId id() {
    return new KeyId("key_" + hex.substring(0, DIGITS_OF_ID));
  }

  /** Compares in constant time. */
  public boolean isSameAs(KeyHash other) {
    return MessageDigest.isEqual(
        hex.getBytes(StandardCharsets.US_ASCII), other.hex.getBytes(StandardCharsets.US_ASCII));
  }
}
