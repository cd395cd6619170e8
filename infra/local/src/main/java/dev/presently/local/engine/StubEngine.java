package dev.presently.local.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A stub of a remote engine on the loopback address, with one session. It answers and refuses as
 * the engine does, remembers its webhook, and posts signed bodies there, in order and once each.
 * {@code POST /stub/restart}, {@code /stub/drop} and {@code /stub/contacts/CONTACT/ACT} steer it.
 */
public final class StubEngine implements AutoCloseable, StubSession.Listener {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");
  private static final Duration LONGEST_WEBHOOK = Duration.ofSeconds(20);

  static {
    // Without it an answer waits for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final StubOptions options;
  private final EngineStub stub;
  private final StubSession session;
  private final PrintStream out;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService webhooks =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Map<String, Pattern> routes = new LinkedHashMap<>();
  private final List<StubRequest> requests = new ArrayList<>();

  private StubEngine(StubOptions options, PrintStream out, HttpServer server) {
    this.options = options;
    this.out = out;
    this.server = server;
    stub = EngineStub.of(options);
    session = new StubSession(options, stub.habits(), this);
    stub.use(session);
    for (var route : stub.routes()) {
      routes.put(route, pattern(route));
    }
    server.createContext("/", this::receive);
    server.setExecutor(threads);
    server.start();
  }

  /**
   * Starts a stub that prints a line for each request and each webhook.
   *
   * @throws IOException if it cannot listen on the port
   */
  public static StubEngine start(StubOptions options, PrintStream out) throws IOException {
    return start(options, out, InetAddress.ofLiteral("127.0.0.1"));
  }

  /**
   * Starts a stub that containers of this machine reach too: it listens on all addresses.
   *
   * @throws IOException if it cannot listen on the port
   */
  public static StubEngine startOnAllAddresses(StubOptions options, PrintStream out)
      throws IOException {
    return start(options, out, new InetSocketAddress(0).getAddress());
  }

  private static StubEngine start(StubOptions options, PrintStream out, InetAddress address)
      throws IOException {
    return new StubEngine(
        options, out, HttpServer.create(new InetSocketAddress(address, options.port()), 1024));
  }

  private static Pattern pattern(String route) {
    return Pattern.compile(
        PLACEHOLDER.matcher(route).replaceAll(Matcher.quoteReplacement("(?<") + "$1>[^/]+)"));
  }

  /** Its base URL, without a slash at the end. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port());
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public ConnectionState state() {
    return session.state();
  }

  /** The requests of the engine's own routes so far, in order. */
  public List<StubRequest> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /** The JIDs that it is subscribed to now. */
  public List<String> subscribed() {
    return session.subscribed().stream().map(StubContact::jid).toList();
  }

  /** Connects, as a request would. */
  public void start() {
    session.start();
  }

  /** The engine's process starts again: subscriptions are lost. */
  public void restart() {
    session.restart();
  }

  /** The connection to WhatsApp is lost and comes back. */
  public void drop() {
    session.drop();
  }

  /** Lets a contact do something, subscribed or not. */
  public void contact(String address, ContactAct act) {
    session.acts(StubContact.parse(address), act);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getRawPath();
      var answer =
          path.startsWith("/stub/") ? steer(exchange.getRequestMethod(), path) : answer(exchange);
      var bytes = answer.bytes();
      if (bytes.length > 0) {
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      }
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private StubAnswer steer(String method, String path) {
    var words = path.split("/", -1);
    try {
      switch (method + " " + words[2]) {
        case "POST restart" -> restart();
        case "POST drop" -> drop();
        case "POST contacts" ->
            contact(decoded(words[3]), ContactAct.valueOf(words[4].toUpperCase(Locale.ROOT)));
        default -> {
          return StubAnswer.noRoute();
        }
      }
      return StubAnswer.json(200, EngineStub.object().put("state", session.state().name()));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      return StubAnswer.json(
          400,
          EngineStub.object()
              .put(
                  "error",
                  "accepted: /stub/restart, /stub/drop, /stub/contacts/NUMBER/ACT with an ACT of"
                      + " online, typing, recording, paused, offline"));
    }
  }

  private StubAnswer answer(HttpExchange exchange) throws IOException {
    var line = exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
    var body = json(exchange.getRequestBody().readAllBytes());
    for (var route : routes.entrySet()) {
      var matcher = route.getValue().matcher(line);
      if (matcher.matches()) {
        var path = new LinkedHashMap<String, String>();
        route
            .getValue()
            .namedGroups()
            .keySet()
            .forEach(name -> path.put(name, decoded(matcher.group(name))));
        var request =
            new StubRequest(
                route.getKey(),
                Map.copyOf(path),
                name -> Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)),
                body,
                Instant.now());
        synchronized (requests) {
          requests.add(request);
        }
        var answer = answer(request);
        print(
            "%s%s  %d"
                .formatted(
                    request.route(),
                    stub.contactIn(request)
                        .map(contact -> "  " + StubContact.masked(contact))
                        .orElse(""),
                    answer.status()));
        return answer;
      }
    }
    print(
        exchange.getRequestMethod()
            + " of a route that this stub of "
            + options.engine()
            + " does not have");
    return StubAnswer.noRoute();
  }

  private StubAnswer answer(StubRequest request) {
    try {
      return stub.answer(request);
    } catch (IllegalArgumentException e) {
      // A webhook's URL that is none.
      return StubAnswer.text(400);
    }
  }

  private static String decoded(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static JsonNode json(byte[] body) {
    try {
      return body.length == 0 ? MissingNode.getInstance() : JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }

  @Override
  public void changed(ConnectionState before, ConnectionState now) {
    post(stub.connection(before, now).stream());
  }

  @Override
  public void acts(StubContact contact, ContactAct act) {
    var webhook = stub.contact(contact, act);
    if (webhook.isPresent() && !session.isAvailable()) {
      print(
          "not sent, because the account is not available (setPresence): " + webhook.get().says());
    } else {
      post(webhook.stream());
    }
  }

  private void post(Stream<StubWebhook> bodies) {
    stub.hook()
        .ifPresentOrElse(
            hook ->
                bodies
                    .filter(webhook -> hook.takes(webhook.event()))
                    .forEach(webhook -> webhooks.execute(() -> post(hook, webhook))),
            () -> bodies.forEach(webhook -> print("no webhook is set for: " + webhook.says())));
  }

  private void post(Hook hook, StubWebhook webhook) {
    var body = webhook.body().toString().getBytes(StandardCharsets.UTF_8);
    try {
      var request =
          HttpRequest.newBuilder(withoutUser(hook.url()))
              .timeout(LONGEST_WEBHOOK)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(body));
      stub.sign(body, hook, request::setHeader);
      var answer = client.send(request.build(), BodyHandlers.discarding());
      String hint = answer.statusCode() == 401 ? " (another secret or key: see --secret)" : "";
      print("webhook " + webhook.says() + "  " + answer.statusCode() + hint);
    } catch (IOException | IllegalArgumentException e) {
      print("webhook " + webhook.says() + "  not answered: " + e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static URI withoutUser(URI url) {
    var user = url.getRawUserInfo();
    return user == null ? url : URI.create(url.toString().replace(user + "@", ""));
  }

  private void print(String line) {
    out.println(line);
  }

  @Override
  public void close() {
    session.close();
    server.stop(0);
    webhooks.shutdownNow();
    threads.close();
    client.shutdownNow();
  }
}
