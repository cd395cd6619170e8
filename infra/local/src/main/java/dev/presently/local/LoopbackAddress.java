package dev.presently.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The address that everything listens on, unless it is started for others to reach it. */
final class LoopbackAddress {
  static final InetAddress ADDRESS = InetAddress.ofLiteral("127.0.0.1");

  private LoopbackAddress() {}

  static InetSocketAddress at(int port) {
    return new InetSocketAddress(ADDRESS, port);
  }

  /** A port that nobody listens on now. */
  static int freePort() {
    try (var socket = new ServerSocket(0, 1, ADDRESS)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
