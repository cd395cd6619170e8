package dev.presently.local;

import com.typesafe.config.ConfigFactory;
import dev.presently.local.inprocess.EmbeddedServices;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;
import org.elasticmq.server.config.ElasticMQServerConfig;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scalikejdbc.ConnectionPool;

/**
 * ElasticMQ inside this JVM, and on a port of one or all addresses. With a directory, an answered
 * send is on disk; the deduplication window is not, so messages sent again after a crash are
 * duplicates.
 */
final class EmbeddedSqs implements AutoCloseable {
  private static final Duration RESTORE_TIME = Duration.ofSeconds(30);

  private final int port;
  private final ActorSystem actors;
  private final SQSRestServer server;
  private final InProcessSqs inProcess;

  private EmbeddedSqs(InetSocketAddress address, ElasticMQServerConfig config) {
    port = address.getPort();
    actors = ActorSystem.create("elasticmq");
    Option<ActorRef> storage =
        config.sqlQueuePersistenceConfig().enabled()
            ? Option.apply(storage(config))
            : Option.empty();
    var manager =
        actors.actorOf(
            Props.create(
                QueueManagerActor.class,
                () ->
                    new QueueManagerActor(
                        new NowProvider(), config.restSqs().sqsLimits(), storage)));
    server =
        new TheSQSRestServerBuilder(
                Option.apply(actors),
                Option.apply(manager),
                config.restSqs().bindHostname(),
                port,
                config.nodeAddress(),
                config.generateNodeAddress(),
                config.restSqs().sqsLimits(),
                config.awsRegion(),
                config.awsAccountId(),
                storage,
                config.autoCreateQueues())
            .start();
    server.waitUntilStarted();
    storage.foreach(
        actor ->
            Patterns.ask(actor, new QueueEvent.Restore(manager), RESTORE_TIME)
                .toCompletableFuture()
                .join());
    inProcess = new InProcessSqs(manager);
    EmbeddedServices.add(port, inProcess);
  }

  private ActorRef storage(ElasticMQServerConfig config) {
    return actors.actorOf(
        Props.create(
            SqlQueuePersistenceActor.class,
            () ->
                new SqlQueuePersistenceActor(
                    config.sqlQueuePersistenceConfig(), config.baseQueues())));
  }

  static EmbeddedSqs start(InetSocketAddress address, Optional<Path> data) {
    var left =
        data.map(database -> LeftMessages.prepare(url(database), database)).orElseGet(Map::of);
    data.ifPresent(EmbeddedSqs::open);
    // Read by the actor system that ElasticMQ creates.
    System.setProperty("pekko.loglevel", "OFF");
    System.setProperty("pekko.stdout-loglevel", "OFF");
    // Only other programs' long polls wait for its ticks, which cost as much as all else when idle.
    System.setProperty("pekko.scheduler.tick-duration", "50ms");
    System.setProperty("pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", "off");
    ConfigFactory.invalidateCaches();
    try {
      var config =
          ConfigFactory.parseMap(settings(address, data)).withFallback(ConfigFactory.load());
      var started = new EmbeddedSqs(address, new ElasticMQServerConfig(config));
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

  /** To be called for a queue to which nothing was sent yet. */
  void prepare(String queue) {
    inProcess.prepare(queue);
  }

  /** From now on nobody waits for messages, so that receivers can stop. */
  void endWaits() {
    inProcess.endWaits();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    EmbeddedServices.remove(port);
    server.stopAndWait();
    actors.terminate();
    actors.getWhenTerminated().toCompletableFuture().join();
  }
}
