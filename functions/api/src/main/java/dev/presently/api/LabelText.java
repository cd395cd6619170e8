package dev.presently.api;

import dev.presently.core.InvalidValue;

/** A text for people's eyes, which means nothing here: 1 to 256 characters. */
public final class LabelText {
  private static final int LONGEST = 256;

  private LabelText() {}

  public static String text(String text) {
    if (text.isBlank() || text.length() > LONGEST) {
      throw new InvalidValue("accepted: 1 to " + LONGEST + " characters, not all of them blank");
    }
    return text;
  }
}
