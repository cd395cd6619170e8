package dev.presently.core.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key as sent: {@code prs_}, 32 random bytes in base64url (43 characters) and the checksum of
 * both (eight characters, see {@link ChecksumKey}); {@code toString} hides it.
 */
public record KeyText(String value) {
  public static final int BYTES = 32;

  private static final Pattern FORM = Pattern.compile("prs_[A-Za-z0-9_-]{51}");
  private static final int CHECKSUM_START = 47;

  public KeyText {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not the form of a key");
    }
  }

  public static KeyText of(byte[] random, ChecksumKey checksums) {
    if (random.length != BYTES) {
      throw new IllegalArgumentException("a key has " + BYTES + " bytes");
    }
    String text = "prs_" + base64Url(random);
    return new KeyText(text + checksums.checksum(text));
  }

  /** Empty if the text is not in the form of a key. */
  public static Optional<KeyText> read(String text) {
    return Optional.of(text).filter(FORM.asMatchPredicate()).map(KeyText::new);
  }

  /** Compares in constant time. */
  public boolean hasChecksumOf(ChecksumKey checksums) {
    String expected = checksums.checksum(value.substring(0, CHECKSUM_START));
    return MessageDigest.isEqual(ascii(expected), ascii(value.substring(CHECKSUM_START)));
  }

  public KeyHash hash() {
    return KeyHash.of(value);
  }

  static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return "***";
  }
}
