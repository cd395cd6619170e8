package dev.presently.e2e.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The local runner in a process of its own, on a free port. It ends at the latest with this
 * process.
 */
public final class RunnerProcess implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(2);

  private final Process process;
  private final int port;
  private final int callsPort;
  private final Path keyFile;
  private final Duration startTime;

  private RunnerProcess(
      Process process, int port, int callsPort, Path keyFile, Duration startTime) {
    this.process = process;
    this.port = port;
    this.callsPort = callsPort;
    this.keyFile = keyFile;
    this.startTime = startTime;
  }

  /** Starts a runner with these arguments of {@code ./presently up} and waits until it answers. */
  public static RunnerProcess start(Path project, List<String> arguments) throws IOException {
    return start(project, arguments, Path.of("/dev/null"));
  }

  /** As {@link #start(Path, List)}; its output is appended to a file. */
  public static RunnerProcess start(Path project, List<String> arguments, Path output)
      throws IOException {
    int port = freePort();
    int callsPort = freePort();
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-javaagent"))
        .forEach(command::add);
    Path keyFile = Files.createTempFile("presently", ".key");
    command.add("-Dpresently.key=" + keyFile);
    command.add("-D%s=%d".formatted(AttachedRunner.PORT, callsPort));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(AttachedRunner.class.getName(), "up", "--port", Integer.toString(port)));
    command.addAll(arguments);
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .start();
    var runner = new RunnerProcess(process, port, callsPort, keyFile, Duration.ZERO);
    var caller = new BenchCaller(runner.baseUrl(), "none");
    while (!caller.answers("/health") || runner.apiKey().isEmpty()) {
      long waited = System.nanoTime() - begun;
      if (!process.isAlive() || waited > LONGEST_START.toNanos()) {
        runner.kill();
        throw new IllegalStateException("the runner did not start");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return new RunnerProcess(
        process, port, callsPort, keyFile, Duration.ofNanos(System.nanoTime() - begun));
  }

  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** A key of scope {@code *}, empty until the runner has written it. */
  public String apiKey() {
    try {
      return Files.exists(keyFile) ? Files.readString(keyFile).strip() : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From the start of the process until the API answered. */
  public Duration startTime() {
    return startTime;
  }

  /** CPU time and calls since its start. */
  Spent spent() {
    Map<String, Long> calls = new TreeMap<>();
    BenchCaller.text(URI.create("http://127.0.0.1:" + callsPort + "/"))
        .lines()
        .forEach(
            line -> {
              int end = line.lastIndexOf(' ');
              calls.put(line.substring(0, end), Long.valueOf(line.substring(end + 1)));
            });
    return new Spent(process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO), calls);
  }

  /** Peak resident memory in MiB; -1 where the system does not report it. */
  public long memoryMiB() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(-1);
  }

  /** As {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly().onExit().join();
    try {
      Files.deleteIfExists(keyFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
    kill();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
