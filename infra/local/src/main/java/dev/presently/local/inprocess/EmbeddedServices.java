package dev.presently.local.inprocess;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The embedded services of this JVM by the host and port of their endpoint. */
public final class EmbeddedServices {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int HTTPS = 443;
  private static final Map<String, EmbeddedService> BY_ENDPOINT = new ConcurrentHashMap<>();

  private EmbeddedServices() {}

  /**
   * From now on requests of {@link InProcessHttpService}'s clients to this port skip the socket.
   */
  public static void add(int port, EmbeddedService service) {
    BY_ENDPOINT.put(endpoint(LOOPBACK, port), service);
  }

  public static void remove(int port) {
    BY_ENDPOINT.remove(endpoint(LOOPBACK, port));
  }

  /** The same for HTTPS requests to this host, which need not exist. */
  public static void add(String host, EmbeddedService service) {
    BY_ENDPOINT.put(endpoint(host, HTTPS), service);
  }

  public static void remove(String host) {
    BY_ENDPOINT.remove(endpoint(host, HTTPS));
  }

  static Optional<EmbeddedService> at(String host, int port) {
    return Optional.ofNullable(BY_ENDPOINT.get(endpoint(host, port)));
  }

  private static String endpoint(String host, int port) {
    return host + ":" + port;
  }
}
