package dev.presently.adapters.sqs;

/** JSON as SQS takes it: the two characters that it refuses are written as JSON's escapes. */
final class SqsText {
  private SqsText() {}

  /** The same JSON; below a space nothing stands in it unescaped, and no half character. */
  static String of(String json) {
    return json.replace("\uFFFE", "\\ufffe").replace("\uFFFF", "\\uffff");
  }
}
