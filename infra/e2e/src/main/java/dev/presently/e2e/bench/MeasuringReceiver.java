package dev.presently.e2e.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A webhook receiver that records by contact and seq when each event first arrived, in {@link
 * System#nanoTime}, and the order of accepted events. It answers 200 unless another behaviour is
 * set.
 */
final class MeasuringReceiver implements AutoCloseable {
  /** Returns the status for a request by its number, from 1; may block. */
  interface Behaviour {
    Behaviour OK = request -> 200;

    int answer(int request);
  }

  private static final Pattern CONTACT = Pattern.compile("\"chatId\":\"(\\d+)@");
  private static final Pattern SEQ = Pattern.compile("\"seq\":(\\d+)");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Long> arrivals = new ConcurrentHashMap<>();
  private final Map<String, List<Integer>> accepted = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Behaviour behaviour = Behaviour.OK;

  MeasuringReceiver() throws IOException {
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

  /** Whether the change {@code contact/seq} has arrived. */
  boolean has(String change) {
    return arrivals.containsKey(change);
  }

  void behave(Behaviour other) {
    behaviour = other;
  }

  int requests() {
    return requests.get();
  }

  int arrivedCount() {
    return arrivals.size();
  }

  /** Number of accepted events that came after a later one of their contact, without repeats. */
  long outOfOrder() {
    return accepted.values().stream().mapToLong(MeasuringReceiver::outOfOrder).sum();
  }

  private static long outOfOrder(List<Integer> seqs) {
    Set<Integer> seen = new HashSet<>();
    int highest = 0;
    long late = 0;
    for (int seq : List.copyOf(seqs)) {
      if (seen.add(seq)) {
        late += seq < highest ? 1 : 0;
        highest = Math.max(highest, seq);
      }
    }
    return late;
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      long now = System.nanoTime();
      Matcher contact = CONTACT.matcher(body);
      Matcher seq = SEQ.matcher(body);
      int status = behaviour.answer(requests.incrementAndGet());
      if (contact.find() && seq.find() && status == 200) {
        arrivals.putIfAbsent(contact.group(1) + "/" + seq.group(1), now);
        accepted
            .computeIfAbsent(contact.group(1), _ -> Collections.synchronizedList(new ArrayList<>()))
            .add(Integer.valueOf(seq.group(1)));
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
