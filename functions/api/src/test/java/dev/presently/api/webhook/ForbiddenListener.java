package dev.presently.api.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Listens on a port of this machine that webhooks may use, but whose address is forbidden:
 * 127.0.0.1, or another loopback address where the port is taken.
 */
final class ForbiddenListener implements AutoCloseable {
  static final int PORT = 8443;
  private static final int NEIGHBOURS = 50;

  private final ServerSocket server = listening();
  private final AtomicInteger accepted = new AtomicInteger();
  private int own;

  ForbiddenListener() {
    Thread.ofVirtual().start(this::accept);
  }

  InetAddress address() {
    return server.getInetAddress();
  }

  /** Counts connections; waiting ones are accepted before a last one of our own, not counted. */
  int connections() {
    own++;
    try (var marker = new Socket(address(), PORT)) {
      marker.setSoTimeout(10_000);
      marker.getInputStream().read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return accepted.get() - own;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        accepted.incrementAndGet();
        socket.shutdownOutput();
      } catch (IOException e) {
        // closed by either side
      }
    }
  }

  private static ServerSocket listening() {
    try {
      for (int last = 1; last < NEIGHBOURS; last++) {
        try {
          return new ServerSocket(PORT, 50, InetAddress.ofLiteral("127.0.0." + last));
        } catch (BindException e) {
          // port taken
        }
      }
      throw new AssertionError("port 8443 is taken everywhere");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
