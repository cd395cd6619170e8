package dev.presently.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The address that all parts of the runner listen on. */
final class LoopbackAddress {
  static final InetAddress ADDRESS = InetAddress.ofLiteral("127.0.0.1");

  private LoopbackAddress() {}

  static InetSocketAddress at(int port) {
    return new InetSocketAddress(ADDRESS, port);
  }

  /**
   * Refuses a port that is in use.
   *
   * @param option of the command line that chooses another
   */
  static void requireFree(int port, String option) {
    try (var _ = new ServerSocket(port)) {
      // It can be bound.
    } catch (IOException e) {
      throw new CannotStart(
          "Port %d is in use: choose another with %s.".formatted(port, option), e);
    }
  }

  /** A port that is free now. */
  static int freePort() {
    try (var socket = new ServerSocket(0, 1, ADDRESS)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
