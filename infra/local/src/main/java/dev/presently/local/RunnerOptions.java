package dev.presently.local;

import java.io.PrintStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Options of the runner.
 *
 * @param address of this machine, at which the API listens
 * @param port of the API; 0 takes a free one
 * @param data directory of all state; empty keeps it in memory
 * @param parameters values of the template's parameters, before its defaults
 * @param masterKey empty takes the data directory's, or creates one
 * @param keyFile where the API key is written before the API answers, see {@link KeyFile}
 * @param requestLog gets a line for each request
 */
public record RunnerOptions(
    Path template,
    InetAddress address,
    int port,
    Optional<Path> data,
    Map<String, String> parameters,
    Optional<String> masterKey,
    Optional<Path> keyFile,
    Consumer<String> requestLog) {
  /** As Evolution names its single queue. */
  public static final String EVOLUTION_QUEUE = "evolution_singlequeue.fifo";

  private static final String ALLOWED_HOSTS = "AllowedPrivateHosts";
  private static final String HOST = "([^,\\s:/\\[\\]]+|\\[[0-9a-fA-F:.]+\\])";
  private static final String PRIVATE_HOSTS = "127.0.0.1,[::1],localhost";

  /** In memory, on a free port, with receivers on this machine allowed, and without snapshots. */
  public static RunnerOptions of(Path template) {
    return new RunnerOptions(
        template,
        LoopbackAddress.ADDRESS,
        0,
        Optional.empty(),
        Map.of(ALLOWED_HOSTS, PRIVATE_HOSTS, "LogLevel", "warn", "SnapStart", "None"),
        Optional.empty(),
        Optional.empty(),
        _ -> {});
  }

  /** Those of {@code ./presently up}. */
  static RunnerOptions of(
      Path template, CommandLine line, Map<String, String> environment, PrintStream out) {
    var options = of(template).withPort(line.port("--port", 8080));
    options = options.withParameter("LogLevel", line.value("--log-level", "warn"));
    if (line.has("--listen")) {
      options = options.withAddress(address(line.value("--listen", "")));
    }
    if (line.has("--data")) {
      options = options.withData(Path.of(line.value("--data", "")));
    }
    options = options.withParameter(ALLOWED_HOSTS, allowedHosts(line));
    if (line.has("--evolution-queue")) {
      options = options.withEvolutionQueue();
    }
    if (line.has("--log-requests")) {
      options = options.withRequestLog(out::println);
    }
    var masterKey = environment.getOrDefault("MASTER_KEY", "");
    return masterKey.isEmpty() ? options : options.withMasterKey(masterKey);
  }

  private static String allowedHosts(CommandLine line) {
    var more = line.value("--allow-host", "");
    if (line.has("--allow-host") && !more.matches(HOST + "(," + HOST + ")*")) {
      throw new CannotStart(
          "--allow-host needs a host without scheme, port and path, or several with commas, not "
              + more
              + ".");
    }
    var own = line.has("--public-receivers-only") ? "" : PRIVATE_HOSTS;
    return Stream.of(own, more).filter(hosts -> !hosts.isEmpty()).collect(Collectors.joining(","));
  }

  private static InetAddress address(String text) {
    try {
      var address = InetAddress.ofLiteral(text);
      if (address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null) {
        return address;
      }
    } catch (IllegalArgumentException | SocketException e) {
      // The same sentence as for the address of another machine.
    }
    throw new CannotStart(
        "--listen needs an IP address of this machine, or 0.0.0.0 for all, not " + text + ".");
  }

  /** Whether other machines reach an API that may call private hosts. */
  boolean isExposed() {
    return !address.isLoopbackAddress() && !privateHosts().isEmpty();
  }

  /** Separated by commas. */
  String privateHosts() {
    return parameters.getOrDefault(ALLOWED_HOSTS, "");
  }

  public RunnerOptions withPort(int chosen) {
    return new RunnerOptions(
        template, address, chosen, data, parameters, masterKey, keyFile, requestLog);
  }

  RunnerOptions withAddress(InetAddress chosen) {
    return new RunnerOptions(
        template, chosen, port, data, parameters, masterKey, keyFile, requestLog);
  }

  public RunnerOptions withData(Path directory) {
    return new RunnerOptions(
        template,
        address,
        port,
        Optional.of(directory),
        parameters,
        masterKey,
        keyFile,
        requestLog);
  }

  public RunnerOptions withParameter(String name, String value) {
    var more = new LinkedHashMap<>(parameters);
    more.put(name, value);
    return new RunnerOptions(
        template, address, port, data, Map.copyOf(more), masterKey, keyFile, requestLog);
  }

  public RunnerOptions withKeyFile(Optional<Path> file) {
    return new RunnerOptions(
        template, address, port, data, parameters, masterKey, file, requestLog);
  }

  public RunnerOptions withRequestLog(Consumer<String> log) {
    return new RunnerOptions(template, address, port, data, parameters, masterKey, keyFile, log);
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
    return new RunnerOptions(
        template, address, port, data, parameters, Optional.of(key), keyFile, requestLog);
  }
}
