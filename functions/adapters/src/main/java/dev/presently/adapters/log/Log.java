package dev.presently.adapters.log;

import dev.presently.adapters.json.StrictJson;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes one JSON line per message at or above its level, and values of metrics at every level.
 * Callers never pass a secret or a JID.
 */
public final class Log {
  private static final List<String> LEVELS = List.of("debug", "info", "warn", "error");
  private static final int STACK_FRAMES = 12;

  private static final String NAMESPACE = "Presently";
  private static final String STACK = "Stack";

  /** A limit of the embedded metric format. */
  private static final int MOST_VALUES = 100;

  private final int threshold;
  private final PrintStream out;
  private final String stack;
  private final InstantSource clock;

  private Log(String level, PrintStream out, String stack, InstantSource clock) {
    this.threshold = LEVELS.contains(level) ? LEVELS.indexOf(level) : 1;
    this.out = out;
    this.stack = stack;
    this.clock = clock;
  }

  /** Writes to standard output; an unknown level is {@code info}. */
  public static Log from(String level) {
    return from(level, "local");
  }

  /** Writes to standard output, with metrics of this stack; an unknown level is {@code info}. */
  public static Log from(String level, String stack) {
    return new Log(level, System.out, stack, InstantSource.system());
  }

  /** Writes to the stream; an unknown level is {@code info}. */
  public static Log to(PrintStream out, String level) {
    return to(out, level, InstantSource.system());
  }

  /** Writes to the stream, with metrics at the clock's time; an unknown level is {@code info}. */
  public static Log to(PrintStream out, String level, InstantSource clock) {
    return new Log(level, out, "local", clock);
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

  /**
   * Writes values of metrics in CloudWatch's embedded metric format: CloudWatch takes them from the
   * log, so they cost no call. Nothing is written if there is none.
   */
  void metrics(Map<Metric, List<Long>> values) {
    Map<Metric, List<Long>> rest = values;
    while (!rest.isEmpty()) {
      Map<Metric, List<Long>> more = new EnumMap<>(Metric.class);
      ObjectNode line = StrictJson.newObject();
      ObjectNode embedded = line.putObject("_aws").put("Timestamp", clock.millis());
      ObjectNode directive = embedded.putArray("CloudWatchMetrics").addObject();
      directive.put("Namespace", NAMESPACE).putArray("Dimensions").addArray().add(STACK);
      ArrayNode definitions = directive.putArray("Metrics");
      line.put(STACK, stack);
      rest.forEach(
          (metric, all) -> {
            definitions.addObject().put("Name", metric.label()).put("Unit", metric.unit().word);
            ArrayNode array = line.putArray(metric.label());
            all.stream().limit(MOST_VALUES).forEach(array::add);
            if (all.size() > MOST_VALUES) {
              more.put(metric, all.subList(MOST_VALUES, all.size()));
            }
          });
      out.println(StrictJson.write(line));
      rest = more;
    }
  }

  private void write(String level, String message, Consumer<ObjectNode> fields) {
    if (LEVELS.indexOf(level) >= threshold) {
      ObjectNode line = StrictJson.newObject().put("level", level).put("message", message);
      fields.accept(line);
      out.println(StrictJson.write(line));
    }
  }
}
