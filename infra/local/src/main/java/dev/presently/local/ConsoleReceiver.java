package dev.presently.local;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.presently.core.InvalidValue;
import dev.presently.core.webhook.HmacKey;
import dev.presently.core.webhook.SigningKeys;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * A webhook receiver for the user to watch, on the loopback address. It tells of each event whether
 * both of its signatures are valid under the key, and answers 200.
 */
final class ConsoleReceiver implements AutoCloseable {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,12}");

  private final HttpServer server;
  private final HmacKey key;
  private final Listener listener;

  /** Takes the body of each request. */
  interface Listener {
    void received(boolean signed, String body);
  }

  private ConsoleReceiver(HttpServer server, HmacKey key, Listener listener) {
    this.server = server;
    this.key = key;
    this.listener = listener;
  }

  /** Prints each event. */
  static ConsoleReceiver start(CommandLine line, PrintStream out) {
    var receiver =
        start(
            line.port("--port", 9000),
            line.value("--key", ""),
            (signed, body) ->
                out.println((signed ? "signature ok   " : "NOT SIGNED BY US ") + body));
    out.println("Waiting for events on http://127.0.0.1:" + receiver.port() + "/");
    return receiver;
  }

  static ConsoleReceiver start(int port, String key, Listener listener) {
    try {
      var address = LoopbackAddress.at(port);
      var receiver = new ConsoleReceiver(HttpServer.create(address, 0), new HmacKey(key), listener);
      receiver.server.createContext("/", receiver::receive);
      receiver.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      receiver.server.start();
      return receiver;
    } catch (BindException e) {
      throw new CannotStart("Port " + port + " is in use: choose another with --port.", e);
    } catch (IOException | InvalidValue e) {
      throw new CannotStart("The receiver cannot start: " + e.getMessage(), e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      listener.received(isSigned(exchange.getRequestHeaders(), body), body);
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private boolean isSigned(Headers headers, String body) {
    Optional<String> time =
        Optional.ofNullable(headers.getFirst("webhook-timestamp"))
            .filter(text -> NUMBER.matcher(text).matches());
    if (time.isEmpty()) {
      return false;
    }
    String id = Optional.ofNullable(headers.getFirst("webhook-id")).orElse("");
    Map<String, String> expected =
        SigningKeys.only(key)
            .signatureHeaders(id, body, Instant.ofEpochSecond(Long.parseLong(time.get())));
    List<String> standard =
        List.of(
            Optional.ofNullable(headers.getFirst("webhook-signature")).orElse("").split(" ", -1));
    return Objects.equals(
            expected.get("X-Webhook-Signature"), headers.getFirst("X-Webhook-Signature"))
        && standard.contains(expected.get("webhook-signature"));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
