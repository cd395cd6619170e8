package dev.presently.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Uses a runner for some seconds as its callers do. A JVM that watches keeps what it learned of the
 * code that is used much, and later starts compile that at once.
 */
final class Rehearsal implements AutoCloseable {
  static final Duration LENGTH = Duration.ofSeconds(12);
  private static final int CALLERS = 4;

  private final LocalRunner runner;
  private final HttpServer receiver;
  private final HttpClient http = HttpClient.newHttpClient();

  private Rehearsal(LocalRunner runner, HttpServer receiver) {
    this.runner = runner;
    this.receiver = receiver;
  }

  /** Returns when it has lasted so long and nothing of it is left; throws when a call fails. */
  static void of(Path template, Duration length) throws InterruptedException {
    try (var rehearsal = new Rehearsal(LocalRunner.start(RunnerOptions.of(template)), receiver())) {
      rehearsal.play(length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpServer receiver() throws IOException {
    var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
          }
        });
    receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    receiver.start();
    return receiver;
  }

  private void play(Duration length) throws InterruptedException {
    call(
        "POST",
        "/webhooks",
        "{\"url\":\"http://127.0.0.1:%d/\"}".formatted(receiver.getAddress().getPort()));
    long end = System.nanoTime() + length.toNanos();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        int number = caller;
        all.add(callers.submit(() -> speak(number, end)));
      }
      for (Future<?> caller : all) {
        caller.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One session tells how it is, another one hears and reads it. */
  private void speak(int caller, long end) {
    String told = "/sessions/told" + caller;
    String teller = "551191000000" + caller;
    create("teller" + caller, teller);
    create("told" + caller, "551192000000" + caller);
    String contact = told + "/presence/" + teller + "@s.whatsapp.net";
    call("POST", contact + "/subscribe", "");
    for (int i = 0; System.nanoTime() < end; i++) {
      call(
          "POST",
          "/sessions/teller" + caller + "/presence",
          "{\"presence\":\"%s\"}".formatted(i % 2 == 0 ? "available" : "unavailable"));
      call("GET", contact, "");
      call("GET", told + "/presence", "");
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
    receiver.stop(0);
    runner.close();
  }
}
