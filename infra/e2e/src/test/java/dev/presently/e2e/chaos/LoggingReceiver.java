package dev.presently.e2e.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.presently.core.delivery.Outcome;
import dev.presently.core.delivery.SignedRequest;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.Destination;
import dev.presently.core.webhook.WebhookId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** A receiver of one webhook on a free port: it answers as it is told, and keeps every request. */
final class LoggingReceiver implements AutoCloseable {
  /** A status, and how long it takes. */
  record Answer(int status, Duration after) {
    static Answer now(int status) {
      return new Answer(status, Duration.ZERO);
    }
  }

  private static final List<String> HEADERS =
      List.of("webhook-id", "webhook-timestamp", "webhook-signature", "X-Webhook-Signature");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Receipt> receipts = new ArrayList<>();
  private final Visit visit;
  private volatile IntFunction<Answer> answers = _ -> Answer.now(200);
  private int requests;

  LoggingReceiver(Visit visit) {
    this.visit = visit;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/events";
  }

  /** What the so-many-th request gets from now on. */
  void answer(IntFunction<Answer> how) {
    answers = how;
  }

  /** All that came, as requests of this webhook. */
  synchronized List<Receipt> receipts(WebhookId webhook) {
    return receipts.stream().map(receipt -> of(webhook, receipt)).toList();
  }

  private static Receipt of(WebhookId webhook, Receipt receipt) {
    SignedRequest request = receipt.request();
    return new Receipt(
        new SignedRequest(webhook, request.url(), request.headers(), request.body()),
        receipt.began(),
        receipt.ended(),
        receipt.outcome(),
        receipt.visit(),
        receipt.late());
  }

  private void handle(HttpExchange exchange) throws IOException {
    Instant began = Instant.now();
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Answer answer = answers.apply(next());
      if (!answer.after().isZero()
          && closed.await(answer.after().toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      keep(exchange, body, began, answer.status());
      exchange.sendResponseHeaders(answer.status(), -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized int next() {
    requests++;
    return requests;
  }

  private synchronized void keep(HttpExchange exchange, String body, Instant began, int status) {
    Map<String, String> headers = new HashMap<>();
    for (String name : HEADERS) {
      headers.put(
          name, Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse(""));
    }
    Destination url = Destination.parse(url(), new AllowedPrivateHosts(Set.of("127.0.0.1")));
    receipts.add(
        new Receipt(
            new SignedRequest(new WebhookId(1), url, headers, body),
            began,
            Instant.now(),
            outcome(status),
            visit,
            false));
  }

  private static Outcome outcome(int status) {
    if (status == 410) {
      return new Outcome.Permanent(status);
    }
    return status < 300
        ? new Outcome.Delivered(status)
        : new Outcome.RetryLater(
            Outcome.Kind.STATUS, Optional.of(status), Optional.empty(), Optional.empty());
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }
}
