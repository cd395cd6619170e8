package dev.presently.api;

import dev.presently.core.InvalidValue;

/** A display text: 1 to 256 characters. */
public final class LabelText {
  private static final int MAX_LENGTH = 256;

  private LabelText() {}

  public static String text(String text) {
    if (text.isBlank() || text.length() > MAX_LENGTH) {
      throw new InvalidValue("accepted: 1 to " + MAX_LENGTH + " characters, not all of them blank");
    }
    return text;
  }
}
