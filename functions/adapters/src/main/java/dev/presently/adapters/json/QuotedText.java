package dev.presently.adapters.json;

/** Somebody's text as it may stand in a sentence of ours: short, and of printable characters. */
public final class QuotedText {
  private static final int LONGEST = 64;

  private QuotedText() {}

  public static String of(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .map(character -> isPrintable(character) ? character : '?')
        .forEach(shown::appendCodePoint);
    return text.codePointCount(0, text.length()) > LONGEST ? shown + "…" : shown.toString();
  }

  /** Neither a control character nor half of one. */
  public static boolean isPrintable(int character) {
    return !Character.isISOControl(character)
        && Character.getType(character) != Character.SURROGATE;
  }
}
