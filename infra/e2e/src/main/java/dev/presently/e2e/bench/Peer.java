package dev.presently.e2e.bench;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A program that a properties file describes; docs/performance.md has the file. It is started by a
 * shell in the file's directory, and ended with all processes that it started.
 */
final class Peer implements Contender {
  private static final Duration LONGEST_START = Duration.ofMinutes(2);

  private final Properties file;
  private final Process process;
  private final AtomicIntegerArray numbers = new AtomicIntegerArray(CONTACTS);

  private Peer(Properties file, Process process) {
    this.file = file;
    this.process = process;
  }

  /**
   * Starts it, waits until it is ready, and registers the receivers.
   *
   * @throws IllegalStateException if it ends, is not ready in two minutes, or refuses a request
   */
  static Peer start(Path path, List<MeasuringReceiver> receivers) throws IOException {
    var file = new Properties();
    try (Reader reader = Files.newBufferedReader(path)) {
      file.load(reader);
    }
    Process process =
        new ProcessBuilder("sh", "-c", required(file, "start"))
            .directory(path.toAbsolutePath().resolveSibling(".").toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    var peer = new Peer(file, process);
    try {
      peer.awaitReady();
      if (file.containsKey("prepare.url")) {
        peer.post("prepare", text -> text);
      }
      for (int i = 0; i < receivers.size(); i++) {
        String number = String.valueOf(i);
        String url = receivers.get(i).url();
        peer.post("receiver", text -> text.replace("{receiver}", url).replace("{n}", number));
      }
      return peer;
    } catch (RuntimeException e) {
      peer.close();
      throw e;
    }
  }

  private void awaitReady() {
    HttpRequest ready = HttpRequest.newBuilder(URI.create(required(file, "ready"))).build();
    long end = System.nanoTime() + LONGEST_START.toNanos();
    while (!BenchCaller.isSuccess(ready)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("the peer did not start");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  @Override
  public int applyAsInt(int contact) {
    int number = numbers.incrementAndGet(contact);
    post(
        "publish",
        text ->
            text.replace("{contact}", SimulatedEngine.number(contact))
                .replace("{seq}", String.valueOf(number)));
    return number;
  }

  /** Sends the request {@code name.url} with {@code name.body} and the headers of all requests. */
  private void post(String name, UnaryOperator<String> fill) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(fill.apply(required(file, name + ".url"))))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(fill.apply(required(file, name + ".body"))));
    file.stringPropertyNames().stream()
        .filter(key -> key.startsWith("header."))
        .forEach(key -> request.header(key.substring("header.".length()), file.getProperty(key)));
    BenchCaller.require(request.build());
  }

  private static String required(Properties file, String name) {
    String value = file.getProperty(name);
    if (value == null) {
      throw new IllegalStateException("the adapter file has no " + name);
    }
    return value;
  }

  private Stream<ProcessHandle> processes() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants());
  }

  @Override
  public Duration cpu() {
    return processes()
        .flatMap(each -> each.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }

  @Override
  public void close() {
    List<ProcessHandle> all = processes().toList();
    all.forEach(ProcessHandle::destroy);
    for (ProcessHandle each : all) {
      each.onExit().completeOnTimeout(each, 10, TimeUnit.SECONDS).join();
      each.destroyForcibly();
    }
  }
}
