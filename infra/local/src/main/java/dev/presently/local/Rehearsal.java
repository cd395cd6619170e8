package dev.presently.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Uses a runner for some seconds as its callers do, so that the JVM's AOT cache learns which
 * classes to link and which code to compile at later starts.
 */
final class Rehearsal implements AutoCloseable {
  static final Duration LENGTH = Duration.ofSeconds(12);
  private static final int CALLERS = 4;
  private static final String HMAC_KEY = "a-key-for-the-rehearsal";

  private final LocalRunner runner;
  private final ConsoleReceiver receiver;
  private final HttpClient http = HttpClient.newHttpClient();

  private Rehearsal(LocalRunner runner, ConsoleReceiver receiver) {
    this.runner = runner;
    this.receiver = receiver;
  }

  /** Returns after this time, when everything is closed; throws if a call fails. */
  static void run(Path template, Duration length) throws InterruptedException {
    try (var rehearsal =
        new Rehearsal(
            LocalRunner.start(RunnerOptions.of(template)),
            ConsoleReceiver.start(0, HMAC_KEY, (_, _) -> {}))) {
      rehearsal.play(length);
    }
  }

  private void play(Duration length) throws InterruptedException {
    call(
        "POST",
        "/webhooks",
        "{\"url\":\"http://127.0.0.1:%d/\",\"hmacKey\":\"%s\"}"
            .formatted(receiver.port(), HMAC_KEY));
    long end = System.nanoTime() + length.toNanos();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all =
          IntStream.range(0, CALLERS)
              .<Future<?>>mapToObj(caller -> callers.submit(() -> useApi(caller, end)))
              .toList();
      for (Future<?> caller : all) {
        caller.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One session sets its presence, another one subscribes to it and reads it. */
  private void useApi(int caller, long end) {
    String reader = "/sessions/reader" + caller;
    String number = "551191000000" + caller;
    create("contact" + caller, number);
    create("reader" + caller, "551192000000" + caller);
    String contact = reader + "/presence/" + number + "@s.whatsapp.net";
    call("POST", contact + "/subscribe", "");
    for (int i = 0; System.nanoTime() < end; i++) {
      call(
          "POST",
          "/sessions/contact" + caller + "/presence",
          "{\"presence\":\"%s\"}".formatted(i % 2 == 0 ? "available" : "unavailable"));
      call("GET", contact, "");
      call("GET", reader + "/presence", "");
    }
  }

  private void create(String session, String number) {
    call(
        "POST",
        "/sessions",
        "{\"name\":\"%s\",\"start\":true,\"phoneNumber\":\"+%s\"}".formatted(session, number));
  }

  private void call(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(runner.baseUrl() + "/api" + path))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + runner.apiKey().orElseThrow())
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      int status = http.send(request, BodyHandlers.ofString()).statusCode();
      if (status >= 300) {
        throw new IllegalStateException(method + " " + path + " answered " + status);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
    receiver.close();
    runner.close();
  }
}
