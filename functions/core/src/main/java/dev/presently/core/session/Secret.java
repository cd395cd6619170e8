package dev.presently.core.session;

import dev.presently.core.InvalidValue;

/** A write-only value; {@code toString} hides it. */
public record Secret(String value) {
  public Secret {
    if (value.isEmpty() || value.length() > 512) {
      throw new InvalidValue("not a secret; accepted: 1 to 512 characters");
    }
  }

  public static Secret parse(String text) {
    return new Secret(text);
  }

  @Override
  public String toString() {
    return "***";
  }
}
