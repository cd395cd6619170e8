package dev.presently.e2e.bench;

import dev.presently.adapters.json.StrictJson;
import dev.presently.e2e.bench.Load.Sent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Measures live connections: pages that watch one contact each, and one that watches all and reads
 * nothing. The time of a message runs from the moment its change was due.
 */
final class LiveBench {
  private static final int PAGES = 500;
  private static final int CONTACTS = 100;
  private static final int PER_SECOND = 100;
  private static final Duration WARM_UP = Duration.ofSeconds(25);
  private static final Duration MEASURED = Duration.ofSeconds(30);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Path project;
  private final BiConsumer<String, String> row;

  LiveBench(Path project, BiConsumer<String, String> row) {
    this.project = project;
    this.row = row;
  }

  void measure() throws Exception {
    try (var runner = RunnerProcess.start(project, List.of());
        var http = HttpClient.newHttpClient()) {
      var engine =
          new SimulatedEngine(new BenchCaller(runner.baseUrl(), runner.apiKey()), "shop", CONTACTS);
      URI live =
          URI.create(
              "ws://%s/live?token=%s".formatted(runner.baseUrl().getAuthority(), runner.apiKey()));
      long begun = System.nanoTime();
      List<Page> pages = new ArrayList<>();
      for (int i = 0; i < PAGES; i++) {
        pages.add(Page.open(http, live, SimulatedEngine.number(i % CONTACTS)));
      }
      for (Page page : pages) {
        page.awaitSnapshot();
      }
      row.accept(
          "live: %d connections opened, each with its snapshot".formatted(PAGES),
          "%.1f s".formatted((System.nanoTime() - begun) / 1e9));
      Load.open(50, WARM_UP, engine);
      try (var _ = readingNothing(live)) {
        measure(runner, engine, pages);
      }
      pages.forEach(page -> page.socket().abort());
    }
  }

  private void measure(RunnerProcess runner, SimulatedEngine engine, List<Page> pages)
      throws Exception {
    Spent before = runner.spent();
    long begun = System.nanoTime();
    List<Sent> sent = Load.open(PER_SECOND, MEASURED, engine);
    Spent spent = runner.spent().since(before);
    double cores = (double) spent.cpu().toNanos() / (System.nanoTime() - begun);
    Map<String, List<Page>> watchers = pages.stream().collect(Collectors.groupingBy(Page::contact));
    Bench.within(GRACE, () -> late(sent, watchers).allMatch(nanos -> nanos >= 0));
    Timings timings = Timings.of(late(sent, watchers).filter(nanos -> nanos >= 0));
    long missing = late(sent, watchers).filter(nanos -> nanos < 0).count();
    row.accept(
        "change → live message at %d/s for %d s, %d connections and one that reads nothing"
            .formatted(PER_SECOND, MEASURED.toSeconds(), PAGES),
        "p50 %.0f ms, p95 %.0f ms, p99 %.0f ms (%d messages, %d missing)"
            .formatted(
                timings.millis(0.5),
                timings.millis(0.95),
                timings.millis(0.99),
                timings.count(),
                missing));
    row.accept("CPU of the runner meanwhile", "%.2f cores".formatted(cores));
    row.accept("calls of functions for each change", spent.callsPer(sent.size()));
  }

  /** Nanoseconds of each message that is due; negative if it did not arrive. */
  private static LongStream late(List<Sent> sent, Map<String, List<Page>> watchers) {
    return sent.stream()
        .flatMapToLong(
            change ->
                watchers.getOrDefault(change.contact(), List.of()).stream()
                    .mapToLong(page -> page.arrival(change.seq()) - change.begun()));
  }

  /** A connection that watches all contacts, with a small receive buffer. */
  private static Socket readingNothing(URI live) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress(live.getHost(), live.getPort()));
    String request =
        """
        GET %s?%s HTTP/1.1
        Host: %s
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==

        """
            .formatted(live.getPath(), live.getRawQuery(), live.getAuthority())
            .replace("\n", "\r\n");
    byte[] watch =
        watch(IntStream.range(0, CONTACTS).mapToObj(SimulatedEngine::number).toList())
            .getBytes(StandardCharsets.UTF_8);
    // A masked text frame; the mask is zero.
    byte[] head =
        ByteBuffer.allocate(8)
            .put((byte) 0x81)
            .put((byte) 0xfe)
            .putShort((short) watch.length)
            .array();
    var out = socket.getOutputStream();
    out.write(request.getBytes(StandardCharsets.UTF_8));
    socket.getInputStream().readNBytes("HTTP/1.1 101".length());
    out.write(head);
    out.write(watch);
    return socket;
  }

  private static String watch(List<String> contacts) {
    return contacts.stream()
        .collect(
            Collectors.joining(
                "@s.whatsapp.net\",\"",
                "{\"type\":\"watch\",\"session\":\"shop\",\"chatIds\":[\"",
                "@s.whatsapp.net\"]}"));
  }

  /** A page that watches one contact. */
  private static final class Page implements WebSocket.Listener {
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final String contact;
    private final Map<Integer, Long> arrivals = new ConcurrentHashMap<>();
    private final CountDownLatch snapshot = new CountDownLatch(1);
    private final StringBuilder parts = new StringBuilder();
    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

    private Page(String contact) {
      this.contact = contact;
    }

    static Page open(HttpClient http, URI live, String contact) {
      var page = new Page(contact);
      WebSocket socket = http.newWebSocketBuilder().buildAsync(live, page).join();
      page.socket.complete(socket);
      socket.sendText(watch(List.of(contact)), true).join();
      return page;
    }

    String contact() {
      return contact;
    }

    WebSocket socket() {
      return socket.join();
    }

    void awaitSnapshot() throws InterruptedException {
      if (!snapshot.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a live connection got no snapshot");
      }
    }

    /** When the message with this seq arrived. */
    long arrival(int seq) {
      return arrivals.getOrDefault(seq, NEVER);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
      long now = System.nanoTime();
      parts.append(data);
      if (isLast) {
        JsonNode message = StrictJson.object(parts.toString());
        parts.setLength(0);
        if (message.path("type").asString("").equals("snapshot")) {
          snapshot.countDown();
        } else if (message.has("presence")) {
          arrivals.putIfAbsent(message.path("presence").path("seq").asInt(), now);
        } else {
          System.err.println("a live connection was told: " + message);
        }
      }
      from.request(1);
      return null;
    }
  }
}
