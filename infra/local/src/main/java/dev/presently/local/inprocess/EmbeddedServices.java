package dev.presently.local.inprocess;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The embedded services of this JVM by the loopback port of their HTTP endpoint. */
public final class EmbeddedServices {
  private static final Map<Integer, EmbeddedService> BY_PORT = new ConcurrentHashMap<>();

  private EmbeddedServices() {}

  /**
   * From now on requests of {@link InProcessHttpService}'s clients to this port skip the socket.
   */
  public static void add(int port, EmbeddedService service) {
    BY_PORT.put(port, service);
  }

  public static void remove(int port) {
    BY_PORT.remove(port);
  }

  static Optional<EmbeddedService> at(String host, int port) {
    return host.equals("127.0.0.1") ? Optional.ofNullable(BY_PORT.get(port)) : Optional.empty();
  }
}
