package dev.presently.local;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How to start the runner.
 *
 * @param port of the API on the loopback address; 0 takes a free one
 * @param data where state is kept; empty keeps it in memory
 * @param parameters values of the template's parameters, before its defaults
 */
public record RunnerOptions(
    Path template, int port, Optional<Path> data, Map<String, String> parameters) {
  private static final String PRIVATE_HOSTS = "127.0.0.1,[::1],localhost";

  /** In memory, on a free port, with receivers on this machine allowed. */
  public static RunnerOptions of(Path template) {
    return new RunnerOptions(
        template,
        0,
        Optional.empty(),
        Map.of("AllowedPrivateHosts", PRIVATE_HOSTS, "LogLevel", "warn"));
  }

  public RunnerOptions withPort(int chosen) {
    return new RunnerOptions(template, chosen, data, parameters);
  }

  public RunnerOptions withData(Path directory) {
    return new RunnerOptions(template, port, Optional.of(directory), parameters);
  }

  public RunnerOptions withParameter(String name, String value) {
    var more = new LinkedHashMap<>(parameters);
    more.put(name, value);
    return new RunnerOptions(template, port, data, Map.copyOf(more));
  }
}
