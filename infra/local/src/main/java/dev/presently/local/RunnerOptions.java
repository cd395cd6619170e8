package dev.presently.local;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Options of the runner.
 *
 * @param port of the API on the loopback address; 0 takes a free one
 * @param data directory of all state; empty keeps it in memory
 * @param parameters values of the template's parameters, before its defaults
 * @param masterKey empty takes the data directory's, or creates one
 */
public record RunnerOptions(
    Path template,
    int port,
    Optional<Path> data,
    Map<String, String> parameters,
    Optional<String> masterKey) {
  /** As Evolution names its single queue. */
  public static final String EVOLUTION_QUEUE = "evolution_singlequeue.fifo";

  private static final String PRIVATE_HOSTS = "127.0.0.1,[::1],localhost";

  /** In memory, on a free port, with receivers on this machine allowed, and without snapshots. */
  public static RunnerOptions of(Path template) {
    return new RunnerOptions(
        template,
        0,
        Optional.empty(),
        Map.of("AllowedPrivateHosts", PRIVATE_HOSTS, "LogLevel", "warn", "SnapStart", "None"),
        Optional.empty());
  }

  /** Those of {@code ./presently up}. */
  static RunnerOptions of(Path template, CommandLine line, Map<String, String> environment) {
    var options = of(template).withPort(line.port("--port", 8080));
    options = options.withParameter("LogLevel", line.value("--log-level", "warn"));
    if (line.has("--data")) {
      options = options.withData(Path.of(line.value("--data", "")));
    }
    if (line.has("--public-receivers-only")) {
      options = options.withParameter("AllowedPrivateHosts", "");
    }
    if (line.has("--evolution-queue")) {
      options = options.withEvolutionQueue();
    }
    var masterKey = environment.getOrDefault("MASTER_KEY", "");
    return masterKey.isEmpty() ? options : options.withMasterKey(masterKey);
  }

  public RunnerOptions withPort(int chosen) {
    return new RunnerOptions(template, chosen, data, parameters, masterKey);
  }

  public RunnerOptions withData(Path directory) {
    return new RunnerOptions(template, port, Optional.of(directory), parameters, masterKey);
  }

  public RunnerOptions withParameter(String name, String value) {
    var more = new LinkedHashMap<>(parameters);
    more.put(name, value);
    return new RunnerOptions(template, port, data, Map.copyOf(more), masterKey);
  }

  /** With the queue {@value #EVOLUTION_QUEUE}, from which the events of Evolution are read. */
  public RunnerOptions withEvolutionQueue() {
    return withParameter("EvolutionQueueArn", LocalNames.queueArn(EVOLUTION_QUEUE));
  }

  /** A master key of at least 16 characters. */
  public RunnerOptions withMasterKey(String key) {
    if (key.length() < 16 || key.length() > 512) {
      throw new CannotStart("MASTER_KEY needs 16 to 512 characters.");
    }
    return new RunnerOptions(template, port, data, parameters, Optional.of(key));
  }
}
