package dev.presently.local;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.presently.core.InvalidValue;
import dev.presently.core.webhook.HmacKey;
import dev.presently.core.webhook.Signatures;
import dev.presently.core.webhook.SigningKeys;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * A webhook receiver to try things with, on the loopback address: prints each event and whether
 * both of its signatures verify under the key, and answers 200 at once.
 */
final class ConsoleReceiver implements AutoCloseable {
  static final String USAGE = "Usage: ./presently receiver [--port 9000] --key KEY";
  private static final Pattern NUMBER = Pattern.compile("\\d{1,12}");

  private final HttpServer server;
  private final HmacKey key;
  private final PrintStream out;

  private ConsoleReceiver(HttpServer server, HmacKey key, PrintStream out) {
    this.server = server;
    this.key = key;
    this.out = out;
  }

  /** Reads {@code receiver [--port N] --key KEY} and starts. */
  static ConsoleReceiver start(List<String> arguments, PrintStream out) {
    var rest = new ArrayDeque<>(arguments.subList(1, arguments.size()));
    int port = 9000;
    Optional<String> key = Optional.empty();
    while (!rest.isEmpty()) {
      String option = rest.removeFirst();
      switch (option) {
        case "--port" -> port = CommandLine.port(option, CommandLine.value(option, rest, USAGE));
        case "--key" -> key = Optional.of(CommandLine.value(option, rest, USAGE));
        default -> throw new CannotStart("Unknown option " + option + ". " + USAGE);
      }
    }
    return start(port, key.orElseThrow(() -> new CannotStart("--key is missing. " + USAGE)), out);
  }

  private static ConsoleReceiver start(int port, String key, PrintStream out) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      var receiver = new ConsoleReceiver(HttpServer.create(address, 0), new HmacKey(key), out);
      receiver.server.createContext("/", receiver::receive);
      receiver.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      receiver.server.start();
      out.println("Waiting for events on http://127.0.0.1:" + receiver.port() + "/");
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
      out.println(
          (isSigned(exchange.getRequestHeaders(), body) ? "signature ok   " : "NOT SIGNED BY US ")
              + body);
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
        Signatures.headers(
            SigningKeys.only(key), id, body, Instant.ofEpochSecond(Long.parseLong(time.get())));
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
