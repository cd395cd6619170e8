package dev.presently.e2e.chaos;

import dev.presently.adapters.log.Log;
import dev.presently.core.DependencyFailed;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Hears what functions say of faults, and keeps what nobody injected; metrics are no faults. */
final class Complaints extends PrintStream {
  private final List<String> kept;

  private Complaints(List<String> kept) {
    super(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    this.kept = kept;
  }

  static Log log(List<String> kept) {
    return Log.to(new Complaints(kept), "error");
  }

  @Override
  public void println(String line) {
    if (!line.startsWith("{\"_aws\":")
        && Stream.of(DependencyFailed.class, Killed.class).noneMatch(fault -> tells(line, fault))) {
      kept.add(line);
    }
  }

  private static boolean tells(String line, Class<?> fault) {
    return line.contains("\"fault\":\"" + fault.getName() + "\"")
        || line.contains("\"cause\":\"" + fault.getName() + "\"");
  }
}
