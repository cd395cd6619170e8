package dev.presently.core.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A receiver of webhooks on a free port. It keeps every request in the order in which they came,
 * and answers 200 unless a test scripted something else.
 */
public final class FakeReceiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Received> received = new ArrayList<>();
  private final Deque<FakeAnswer> script = new ArrayDeque<>();
  private FakeAnswer otherwise = FakeAnswer.OK;

  private FakeReceiver(HttpServer server) {
    this.server = server;
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** One that this machine alone can reach. */
  public static FakeReceiver start() {
    return start(InetAddress.getLoopbackAddress());
  }

  /** One that listens on all addresses, so that a container can reach it too. */
  public static FakeReceiver startOnAllAddresses() {
    return start(new InetSocketAddress(0).getAddress());
  }

  private static FakeReceiver start(InetAddress address) {
    try {
      return new FakeReceiver(HttpServer.create(new InetSocketAddress(address, 0), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port() + "/events");
  }

  /** The next requests get these answers, one each. */
  public synchronized void answer(FakeAnswer... answers) {
    script.addAll(List.of(answers));
  }

  /** Whatever is not scripted gets this answer. */
  public synchronized void alwaysAnswer(FakeAnswer answer) {
    otherwise = answer;
  }

  public synchronized List<Received> received() {
    return List.copyOf(received);
  }

  /** The seqs that came, by contact, in the order in which they came. */
  public Map<String, List<Long>> seqs() {
    Map<String, List<Long>> seqs = new LinkedHashMap<>();
    for (Received request : received()) {
      request
          .seq()
          .ifPresent(
              seq -> seqs.computeIfAbsent(request.contact(), _ -> new ArrayList<>()).add(seq));
    }
    return seqs;
  }

  /** Waits until this many requests came. */
  public List<Received> await(int requests, Duration deadline) {
    return await(all -> all.size() >= requests, deadline);
  }

  /** Waits until all that came fulfils this; an {@link AssertionError} when it is not in time. */
  public synchronized List<Received> await(Predicate<List<Received>> fulfilled, Duration deadline) {
    long end = System.nanoTime() + deadline.toNanos();
    try {
      while (!fulfilled.test(List.copyOf(received))) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError(
              "not within " + deadline + "; received so far: " + received.size());
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    return List.copyOf(received);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      FakeAnswer answer =
          keep(
              new Received(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().toString(),
                  Map.copyOf(exchange.getRequestHeaders()),
                  body));
      if (!answer.delay().isZero()
          && closed.await(answer.delay().toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), text.length == 0 ? -1 : text.length);
      exchange.getResponseBody().write(text);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized FakeAnswer keep(Received request) {
    received.add(request);
    notifyAll();
    return script.isEmpty() ? otherwise : script.removeFirst();
  }
}
