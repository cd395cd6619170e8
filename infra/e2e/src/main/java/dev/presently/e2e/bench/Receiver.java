package dev.presently.e2e.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Notes when each event came first, by {@link System#nanoTime}, under contact and seq. */
final class Receiver implements AutoCloseable {
  private static final Pattern CONTACT = Pattern.compile("\"chatId\":\"(\\d+)@");
  private static final Pattern SEQ = Pattern.compile("\"seq\":(\\d+)");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Long> arrivals = new ConcurrentHashMap<>();

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    server.setExecutor(threads);
    server.createContext("/", this::receive);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  Optional<Long> arrival(String contact, int seq) {
    return Optional.ofNullable(arrivals.get(contact + "/" + seq));
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      long now = System.nanoTime();
      Matcher contact = CONTACT.matcher(body);
      Matcher seq = SEQ.matcher(body);
      if (contact.find() && seq.find()) {
        arrivals.putIfAbsent(contact.group(1) + "/" + seq.group(1), now);
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
