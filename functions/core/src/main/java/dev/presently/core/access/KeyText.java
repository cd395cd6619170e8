package dev.presently.core.access;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key as its holder sends it: {@code prs_} and 32 random bytes in URL-safe base64. Printing it
 * shows nothing.
 */
public record KeyText(String value) {
  /** How many random bytes a key is made of. */
  public static final int BYTES = 32;

  private static final String PREFIX = "prs_";
  private static final Pattern FORM = Pattern.compile("prs_[A-Za-z0-9_-]{43}");

  public KeyText {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not the form of a key");
    }
  }

  public static KeyText of(byte[] random) {
    if (random.length != BYTES) {
      throw new IllegalArgumentException("a key is made of " + BYTES + " bytes");
    }
    return new KeyText(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }

  /** Empty for whatever has not the form of a key. */
  public static Optional<KeyText> read(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new KeyText(text)) : Optional.empty();
  }

  public KeyHash hash() {
    return KeyHash.of(value);
  }

  @Override
  public String toString() {
    return "***";
  }
}
