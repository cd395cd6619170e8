package dev.presently.adapters.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.presently.adapters.lambda.UnkeptConnections;
import dev.presently.core.InParallel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The connections of clients, as a server sees them. */
class AwsClientsTest {
  private static final int LANES = 16;
  private static final byte[] NO_ITEM = {'{', '}'};

  private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
  private CyclicBarrier together = new CyclicBarrier(1);
  private HttpServer server;
  private DynamoDbClient client;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    client =
        AwsClients.dynamoDb(
            Settings.of(
                Map.of(
                    "AWS_REGION", "us-east-1",
                    "AWS_ACCESS_KEY_ID", "local",
                    "AWS_SECRET_ACCESS_KEY", "local",
                    "AWS_ENDPOINT_URL", "http://127.0.0.1:" + server.getAddress().getPort())));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    connections.add(exchange.getRemoteAddress());
    try {
      exchange.getRequestBody().readAllBytes();
      together.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new UncheckedIOException(new IOException(e));
    }
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(200, NO_ITEM.length);
    exchange.getResponseBody().write(NO_ITEM);
    exchange.close();
  }

  private boolean read() {
    return client
        .getItem(get -> get.tableName("table").key(Map.of("pk", AttributeValue.fromS("a"))))
        .hasItem();
  }

  @Test
  void sixteenParallelReadsKeepTheirConnectionsForTheNextSixteen() {
    together = new CyclicBarrier(LANES);
    var lanes = IntStream.range(0, LANES).boxed().toList();

    InParallel.each(lanes, _ -> read());
    InParallel.each(lanes, _ -> read());

    assertThat(connections).hasSize(LANES);
  }

  @Test
  void noConnectionIsKeptForAfterTheSnapshot() {
    UnkeptConnections.during(this::read);
    read();
    read();

    assertThat(connections).hasSize(2);
  }
}
