package dev.presently.core.access;

import static dev.presently.core.access.KeyText.base64Url;

import dev.presently.core.Hmac;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The deployment's key for the checksums in its API keys: 32 random bytes in base64url. A text that
 * was made up has no valid checksum, so it is refused without reading the key. The checksum grants
 * nothing; {@code toString} hides the key.
 */
public record ChecksumKey(String value) {
  public static final int BYTES = 32;

  private static final int CHECKSUM_BYTES = 6;

  public static ChecksumKey of(byte[] random) {
    if (random.length != BYTES) {
      throw new IllegalArgumentException("a checksum key has " + BYTES + " bytes");
    }
    return new ChecksumKey(base64Url(random));
  }

  /** The first 48 bits of an HMAC-SHA256, as eight characters. */
  String checksum(String text) {
    byte[] hmac = Hmac.sha256(value, text.getBytes(StandardCharsets.UTF_8));
    return base64Url(Arrays.copyOf(hmac, CHECKSUM_BYTES));
  }

  @Override
  public String toString() {
    return "***";
  }
}
