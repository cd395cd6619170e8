package dev.presently.local;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code up [--port N] [--data DIR] [--public-receivers-only] [--log-level LEVEL]}. */
final class CommandLine {
  static final String USAGE =
      "Usage: ./presently up [--port 8080] [--data DIR] [--public-receivers-only]"
          + " [--log-level debug|info|warn|error]";
  private static final Set<String> LEVELS = Set.of("debug", "info", "warn", "error");

  private CommandLine() {}

  static RunnerOptions parse(
      Path template, List<String> arguments, Map<String, String> environment) {
    var rest = new ArrayDeque<>(arguments);
    if (!"up".equals(rest.poll())) {
      throw new CannotStart(USAGE);
    }
    var options = RunnerOptions.of(template).withPort(8080);
    while (!rest.isEmpty()) {
      var option = rest.removeFirst();
      options =
          switch (option) {
            case "--port" -> options.withPort(port(option, value(option, rest, USAGE)));
            case "--data" -> options.withData(Path.of(value(option, rest, USAGE)));
            case "--public-receivers-only" -> options.withParameter("AllowedPrivateHosts", "");
            case "--log-level" ->
                options.withParameter("LogLevel", level(value(option, rest, USAGE)));
            default -> throw new CannotStart("Unknown option " + option + ". " + USAGE);
          };
    }
    String masterKey = environment.getOrDefault("MASTER_KEY", "");
    return masterKey.isEmpty() ? options : options.withMasterKey(masterKey);
  }

  static String value(String option, ArrayDeque<String> rest, String usage) {
    if (rest.isEmpty()) {
      throw new CannotStart(option + " needs a value. " + usage);
    }
    return rest.removeFirst();
  }

  static int port(String option, String value) {
    if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65535) {
      throw new CannotStart(option + " needs a number from 0 to 65535, not " + value + ".");
    }
    return Integer.parseInt(value);
  }

  private static String level(String value) {
    if (!LEVELS.contains(value)) {
      throw new CannotStart("--log-level needs debug, info, warn or error, not " + value + ".");
    }
    return value;
  }
}
