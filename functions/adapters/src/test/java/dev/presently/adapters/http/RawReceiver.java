package dev.presently.adapters.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;

/** A receiver that speaks bytes, however wrong; each connection gets the same treatment. */
final class RawReceiver implements AutoCloseable {
  /** What happens on a connection. */
  interface Treatment {
    void of(Socket socket) throws IOException, InterruptedException;
  }

  private final ServerSocket server;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<String> heads = new ArrayList<>();

  RawReceiver(Treatment treatment) {
    this(ServerSocketFactory.getDefault(), treatment);
  }

  /** Its sockets come from this factory, for example with TLS. */
  RawReceiver(ServerSocketFactory sockets, Treatment treatment) {
    try {
      server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(() -> serve(treatment));
  }

  /** Reads the request and answers with this text, then leaves the connection open. */
  static RawReceiver answering(String text) {
    RawReceiver[] self = new RawReceiver[1];
    self[0] =
        new RawReceiver(
            socket -> {
              self[0].readRequest(socket);
              write(socket, text);
              self[0].untilClosed();
            });
    return self[0];
  }

  /** Reads the request, answers with this text, and then drips this text over and over. */
  static RawReceiver dripping(String text, String drop) {
    RawReceiver[] self = new RawReceiver[1];
    self[0] =
        new RawReceiver(
            socket -> {
              self[0].readRequest(socket);
              write(socket, text);
              while (!self[0].closed.await(20, TimeUnit.MILLISECONDS)) {
                write(socket, drop);
              }
            });
    return self[0];
  }

  /**
   * Reads the request, answers with this text and with so many bytes as fast as they are taken, and
   * counts those that were.
   */
  static RawReceiver pouring(String text, long bytes, AtomicLong taken) {
    RawReceiver[] self = new RawReceiver[1];
    self[0] =
        new RawReceiver(
            socket -> {
              socket.setSendBufferSize(64 * 1024);
              self[0].readRequest(socket);
              write(socket, text);
              byte[] piece = new byte[16 * 1024];
              while (taken.get() < bytes) {
                socket.getOutputStream().write(piece);
                taken.addAndGet(piece.length);
              }
            });
    return self[0];
  }

  /** Answers the requests of each connection with 201, 202, and so on. */
  static RawReceiver counting() {
    RawReceiver[] self = new RawReceiver[1];
    self[0] =
        new RawReceiver(
            socket -> {
              for (int status = 201; ; status++) {
                self[0].readRequest(socket);
                write(socket, "HTTP/1.1 " + status + " X\r\nContent-Length: 1\r\n\r\n.");
              }
            });
    return self[0];
  }

  static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  int port() {
    return server.getLocalPort();
  }

  synchronized List<String> heads() {
    return List.copyOf(heads);
  }

  void untilClosed() throws InterruptedException {
    closed.await();
  }

  /** Reads one request with a Content-Length. */
  void readRequest(Socket socket) throws IOException {
    var in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    StringBuilder head = new StringBuilder();
    int length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      head.append(line).append('\n');
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring("Content-Length: ".length()));
      }
    }
    for (int i = 0; i < length; i++) {
      in.read();
    }
    synchronized (this) {
      heads.add(head.toString());
    }
  }

  private void serve(Treatment treatment) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> treat(socket, treatment));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void treat(Socket socket, Treatment treatment) {
    try (socket) {
      treatment.of(socket);
    } catch (IOException e) {
      // The other side hung up, which is its good right here.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
  }
}
