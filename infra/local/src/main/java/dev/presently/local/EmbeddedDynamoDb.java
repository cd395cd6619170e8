package dev.presently.local;

import dev.presently.local.inprocess.EmbeddedServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.monitoring.Telemetry;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local inside this JVM, and on a port of one or all addresses. With a directory, an
 * answered write and its stream record are on disk; without one all data is lost when it closes.
 */
final class EmbeddedDynamoDb implements AutoCloseable {
  private final Server server;
  private final LocalDynamoDBServerHandler handler;

  private EmbeddedDynamoDb(Server server, LocalDynamoDBServerHandler handler) {
    this.server = server;
    this.handler = handler;
  }

  static EmbeddedDynamoDb start(
      InetSocketAddress address, Optional<Path> data, TableWrites writes) {
    NativeSqlite.provide();
    // If the runner stops early, Log4j is too late to register its hook and logs an error.
    System.setProperty("log4j.shutdownHookEnabled", "false");
    try {
      Telemetry.configureTelemetry("", "", false);
      var requests = new SignallingRequests(directory(data), writes);
      var handler = new LocalDynamoDBServerHandler(requests, null);
      var server = new Server(address);
      server.setHandler(new ContextHandler(handler, "/"));
      server.start();
      EmbeddedServices.add(address.getPort(), new InProcessDynamoDb(requests));
      return new EmbeddedDynamoDb(server, handler);
    } catch (Exception e) {
      throw new CannotStart("DynamoDB Local does not start: " + e, e);
    }
  }

  private static @Nullable String directory(Optional<Path> data) {
    return data.map(
            path -> {
              try {
                return Files.createDirectories(path).toString();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .orElse(null);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getURI().getPort());
  }

  @Override
  public void close() {
    EmbeddedServices.remove(server.getURI().getPort());
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not stop", e);
    } finally {
      handler.close();
    }
  }
}
