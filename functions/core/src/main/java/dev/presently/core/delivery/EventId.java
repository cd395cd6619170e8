package dev.presently.core.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The id of an event, derived from what it tells: every repetition has the same, and what was
 * deleted and made again never repeats an old one.
 */
public record EventId(String value) {
  private static final int BYTES = 16;

  /** The id of whatever these parts, in this order, name once and for all. */
  public static EventId of(Object... parts) {
    StringBuilder text = new StringBuilder();
    for (Object part : parts) {
      text.append(part).append('\0');
    }
    return new EventId("evt_" + hash(text.toString()));
  }

  /** The first 128 bits of SHA-256, in hexadecimal: fit for a queue's group or deduplication id. */
  static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
