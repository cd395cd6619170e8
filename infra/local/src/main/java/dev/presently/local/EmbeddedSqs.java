package dev.presently.local;

import com.typesafe.config.ConfigFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.Terminated;
import org.elasticmq.server.ElasticMQServer;
import org.elasticmq.server.config.ElasticMQServerConfig;
import scala.Function0;
import scalikejdbc.ConnectionPool;

/**
 * ElasticMQ inside this JVM, on a port of one or all addresses. With a directory, an answered send
 * is on disk; the deduplication window is not, so messages sent again after a crash are duplicates.
 */
final class EmbeddedSqs implements AutoCloseable {
  private final int port;
  private final Function0<Terminated> stop;

  private EmbeddedSqs(int port, Function0<Terminated> stop) {
    this.port = port;
    this.stop = stop;
  }

  static EmbeddedSqs start(InetSocketAddress address, Optional<Path> data) {
    var left =
        data.map(database -> LeftMessages.prepare(url(database), database)).orElseGet(Map::of);
    data.ifPresent(EmbeddedSqs::open);
    // Read by the actor system that ElasticMQ creates.
    System.setProperty("pekko.loglevel", "OFF");
    System.setProperty("pekko.stdout-loglevel", "OFF");
    System.setProperty("pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", "off");
    ConfigFactory.invalidateCaches();
    try {
      var config =
          ConfigFactory.parseMap(settings(address, data)).withFallback(ConfigFactory.load());
      var server = new ElasticMQServer(new ElasticMQServerConfig(config));
      var started = new EmbeddedSqs(address.getPort(), server.start());
      LeftMessages.awaitRestored(left, started.endpoint());
      return started;
    } catch (CannotStart e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CannotStart("ElasticMQ does not start: " + e, e);
    }
  }

  private static Map<String, Object> settings(InetSocketAddress address, Optional<Path> data) {
    var settings = new HashMap<String, Object>();
    settings.put("rest-sqs.bind-hostname", address.getAddress().getHostAddress());
    settings.put("rest-sqs.bind-port", address.getPort());
    settings.put("node-address.host", "127.0.0.1");
    settings.put("node-address.port", address.getPort());
    settings.put("aws.region", LocalNames.REGION);
    settings.put("aws.accountId", LocalNames.ACCOUNT);
    data.ifPresent(
        directory -> {
          settings.put("messages-storage.enabled", true);
          settings.put("messages-storage.uri", url(directory));
        });
    return settings;
  }

  /** Otherwise ElasticMQ keeps using the first database it opened in this JVM. */
  private static void open(Path database) {
    var url = url(database);
    var settings = ConnectionPool.singleton$default$4();
    ConnectionPool.singleton(
        url, "", "", settings, ConnectionPool.singleton$default$5(url, "", "", settings));
  }

  /** Without WRITE_DELAY=0 a kill loses the last half second of answered sends. */
  static String url(Path database) {
    return "jdbc:h2:" + database + ";WRITE_DELAY=0";
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    stop.apply();
  }
}
