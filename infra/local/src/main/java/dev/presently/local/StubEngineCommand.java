package dev.presently.local;

import dev.presently.local.engine.Pace;
import dev.presently.local.engine.StubEngine;
import dev.presently.local.engine.StubOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.URI;
import java.util.Optional;

/** {@code ./presently engine}: a stub of a WhatsApp engine. */
final class StubEngineCommand {
  private StubEngineCommand() {}

  static StubEngine start(CommandLine line, PrintStream out) {
    var options = options(line);
    try {
      return StubEngine.start(options, out);
    } catch (BindException e) {
      throw new CannotStart(
          "Port " + options.port() + " is in use: choose another with --port.", e);
    } catch (IOException e) {
      throw new CannotStart("The engine cannot start: " + e.getMessage(), e);
    }
  }

  static StubOptions options(CommandLine line) {
    return new StubOptions(
        line.words().getFirst(),
        line.port("--port", 3000),
        text(line, "--key"),
        line.value("--session", "default"),
        text(line, "--hook").map(StubEngineCommand::url),
        text(line, "--secret"),
        line.has("--paired"),
        line.has("--quiet"),
        Pace.WATCHED);
  }

  private static Optional<String> text(CommandLine line, String option) {
    return Optional.of(line.value(option, "")).filter(value -> !value.isEmpty());
  }

  private static URI url(String text) {
    try {
      var url = URI.create(text);
      if (url.getHost() != null && url.getScheme().matches("https?")) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // The same sentence as for another scheme.
    }
    throw new CannotStart("--hook needs an http or https URL, not " + text + ".");
  }

  static String greeting(StubEngine engine, CommandLine line) {
    return """
    A stub of %s listens on %s; it is connected to nothing.
    Ctrl-C stops it.
    """
        .formatted(line.words().getFirst(), engine.url());
  }
}
