package dev.presently.adapters.log;

import dev.presently.adapters.json.StrictJson;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes one JSON line per message at or above its level. Callers never pass a secret or a JID. */
public final class Log {
  private static final List<String> LEVELS = List.of("debug", "info", "warn", "error");
  private static final int STACK_FRAMES = 12;

  private final int threshold;
  private final PrintStream out;

  private Log(int threshold, PrintStream out) {
    this.threshold = threshold;
    this.out = out;
  }

  /** Writes to standard output; an unknown level is {@code info}. */
  public static Log from(String level) {
    return to(System.out, level);
  }

  /** Writes to the stream; an unknown level is {@code info}. */
  public static Log to(PrintStream out, String level) {
    return new Log(LEVELS.contains(level) ? LEVELS.indexOf(level) : 1, out);
  }

  public void info(String message, Consumer<ObjectNode> fields) {
    write("info", message, fields);
  }

  public void warn(String message, Consumer<ObjectNode> fields) {
    write("warn", message, fields);
  }

  /** Logs a fault's class and stack frames; never its message, which may quote data. */
  public void error(String message, Throwable fault, Consumer<ObjectNode> fields) {
    write(
        "error",
        message,
        line -> {
          fields.accept(line);
          line.put("fault", fault.getClass().getName());
          ArrayNode at = line.putArray("at");
          Stream.of(fault.getStackTrace())
              .limit(STACK_FRAMES)
              .forEach(frame -> at.add(frame.toString()));
          if (fault.getCause() != null) {
            line.put("cause", fault.getCause().getClass().getName());
          }
        });
  }

  private void write(String level, String message, Consumer<ObjectNode> fields) {
    if (LEVELS.indexOf(level) >= threshold) {
      ObjectNode line = StrictJson.newObject().put("level", level).put("message", message);
      fields.accept(line);
      out.println(StrictJson.write(line));
    }
  }
}
