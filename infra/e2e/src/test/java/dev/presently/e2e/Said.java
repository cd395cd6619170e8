package dev.presently.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.regex.Pattern;

/** Keeps all that is said on this JVM's standard outputs from now on, until it is closed. */
final class Said implements AutoCloseable {
  /** Part of every secret, body and address that a test of the logs gives away. */
  static final String MARK = "nobody-may-say";

  /** Part of every phone number and LID likewise. */
  static final String NUMBER = "9876500";

  private static final Pattern UNSAYABLE =
      Pattern.compile(
          MARK
              + "|"
              + NUMBER
              + "|prs_[A-Za-z0-9_-]{20}|whsec_|(?i:bearer)\\s"
              + "|\\d{5}(@|%40)[a-z]|(payload|hmacKey|webhookSecret|apiKey)\\\\?\"");

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream all = new ByteArrayOutputStream();

  Said() {
    var kept = new PrintStream(all, true, UTF_8);
    System.setOut(kept);
    System.setErr(kept);
  }

  String text() {
    return all.toString(UTF_8);
  }

  /** The lines that hold a key, a part of a body, or a contact's address. */
  List<String> unsayable() {
    return text().lines().filter(line -> UNSAYABLE.matcher(line).find()).toList();
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
  }
}
