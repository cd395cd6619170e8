package dev.presently.e2e.bench;

import com.sun.net.httpserver.HttpServer;
import dev.presently.local.Main;
import dev.presently.local.inprocess.CallCounts;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * The local runner; it ends when the process that started it ends. On the port of {@link #PORT} it
 * tells the calls so far, a line "caller place operation count" for each kind.
 */
final class AttachedRunner {
  static final String PORT = "presently.calls.port";

  private AttachedRunner() {}

  public static void main(String[] arguments) throws InterruptedException, IOException {
    serveCalls(Integer.getInteger(PORT));
    Thread.ofPlatform().daemon().name("parent").start(AttachedRunner::endWithParent);
    Main.main(arguments);
  }

  private static void serveCalls(int port) throws IOException {
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] calls =
                CallCounts.all().entrySet().stream()
                    .map(kind -> kind.getKey() + " " + kind.getValue() + "\n")
                    .collect(Collectors.joining())
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, calls.length == 0 ? -1 : calls.length);
            exchange.getResponseBody().write(calls);
          }
        });
    server.start();
  }

  /** The parent writes nothing: the input ends when the parent ends. */
  private static void endWithParent() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println(e.getMessage());
    }
    Runtime.getRuntime().halt(1);
  }
}
