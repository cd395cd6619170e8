package dev.presently.adapters.json;

/** Foreign text, shortened and printable, for error sentences. */
public final class QuotedText {
  private static final int MAX_LENGTH = 64;

  private QuotedText() {}

  public static String of(String text) {
    StringBuilder quoted = new StringBuilder();
    text.codePoints()
        .limit(MAX_LENGTH)
        .map(character -> isPrintable(character) ? character : '?')
        .forEach(quoted::appendCodePoint);
    return text.codePointCount(0, text.length()) > MAX_LENGTH ? quoted + "…" : quoted.toString();
  }

  /** Neither a control character nor a lone surrogate. */
  public static boolean isPrintable(int character) {
    return !Character.isISOControl(character)
        && Character.getType(character) != Character.SURROGATE;
  }
}
