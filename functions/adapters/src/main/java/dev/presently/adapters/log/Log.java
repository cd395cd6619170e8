package dev.presently.adapters.log;

import dev.presently.adapters.json.JsonWriter;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;

/**
 * Says one JSON line at a time, if its level is loud enough. Callers never pass a secret or a JID.
 */
public final class Log {
  private static final List<String> LEVELS = List.of("debug", "info", "warn", "error");

  private final int threshold;
  private final PrintStream out;

  private Log(int threshold, PrintStream out) {
    this.threshold = threshold;
    this.out = out;
  }

  /** Says on standard output what is at least this loud; an unknown level is {@code info}. */
  public static Log from(String level) {
    return new Log(Math.max(LEVELS.indexOf(level), level.equals("debug") ? 0 : 1), System.out);
  }

  public void info(String what, Consumer<JsonWriter> fields) {
    say("info", what, fields);
  }

  public void warn(String what, Consumer<JsonWriter> fields) {
    say("warn", what, fields);
  }

  /**
   * A fault, with the classes and lines it came through; never its message, which may quote data.
   */
  public void error(String what, Throwable fault, Consumer<JsonWriter> fields) {
    say(
        "error",
        what,
        line -> {
          fields.accept(line);
          line.text("fault", fault.getClass().getName());
          line.texts("at", List.of(fault.getStackTrace()).stream().limit(12).toList());
          if (fault.getCause() != null) {
            line.text("cause", fault.getCause().getClass().getName());
          }
        });
  }

  private void say(String level, String what, Consumer<JsonWriter> fields) {
    if (LEVELS.indexOf(level) >= threshold) {
      out.println(
          JsonWriter.object(
              line -> {
                line.text("level", level).text("message", what);
                fields.accept(line);
              }));
    }
  }
}
