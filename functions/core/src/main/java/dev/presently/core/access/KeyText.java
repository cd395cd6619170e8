package dev.presently.core.access;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** A key as sent: {@code prs_} and 32 random bytes in base64url; {@code toString} hides it. */
public record KeyText(String value) {
  public static final int BYTES = 32;

  private static final Pattern FORM = Pattern.compile("prs_[A-Za-z0-9_-]{43}");

  public KeyText {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not the form of a key");
    }
  }

  public static KeyText of(byte[] random) {
    if (random.length != BYTES) {
      throw new IllegalArgumentException("a key has " + BYTES + " bytes");
    }
    return new KeyText("prs_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }

  /** Empty if the text is not in the form of a key. */
  public static Optional<KeyText> read(String text) {
    return Optional.of(text).filter(FORM.asMatchPredicate()).map(KeyText::new);
  }

  public KeyHash hash() {
    return KeyHash.of(value);
  }

  @Override
  public String toString() {
    return "***";
  }
}
