package dev.presently.adapters.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.presently.adapters.log.Log;
import dev.presently.adapters.settings.AwsClients;
import dev.presently.adapters.settings.Settings;
import dev.presently.core.live.ConnectionId;
import dev.presently.core.live.LiveSender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What API Gateway's management API gets, and what its answers mean. */
class ApiGatewayLiveSenderTest {
  private static final ConnectionId CONNECTION = new ConnectionId("JKJaXcsdPHcCIhw=");

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private volatile int status = 200;
  private volatile boolean hangs;
  private HttpServer gateway;
  private LiveSender sender;

  @BeforeEach
  void begin() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    gateway.createContext(
        "/",
        exchange -> {
          requests.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          if (hangs) {
            await();
          }
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    gateway.start();
    sender =
        new ApiGatewayLiveSender(
            AwsClients.liveConnections(
                Settings.of(
                    Map.of(
                        "AWS_REGION",
                        "us-east-1",
                        "AWS_ACCESS_KEY_ID",
                        "local",
                        "AWS_SECRET_ACCESS_KEY",
                        "local",
                        "LIVE_ENDPOINT",
                        "http://127.0.0.1:" + gateway.getAddress().getPort() + "/live"))),
            Log.to(new PrintStream(log, true, UTF_8), "info"));
  }

  @AfterEach
  void end() {
    ended.countDown();
    gateway.stop(0);
  }

  @Test
  void aMessageIsPostedAndAConnectionDeleted() {
    assertThat(sender.send(CONNECTION, "{\"type\":\"pong\"}")).isEqualTo(LiveSender.Result.SENT);
    sender.close(CONNECTION);

    assertThat(requests)
        .containsExactly(
            "POST /live/@connections/JKJaXcsdPHcCIhw%3D {\"type\":\"pong\"}",
            "DELETE /live/@connections/JKJaXcsdPHcCIhw%3D ");
    assertThat(log.size()).isZero();
  }

  @Test
  void aConnectionThatIsGoneIsNoFault() {
    status = 410;

    assertThat(sender.send(CONNECTION, "x")).isEqualTo(LiveSender.Result.GONE);
    sender.close(CONNECTION);

    assertThat(requests).hasSize(2);
    assertThat(log.size()).isZero();
  }

  @Test
  void aRefusalIsAValueAndItsLineHoldsNoMessage() {
    status = 403;

    assertThat(sender.send(CONNECTION, "5511999999999")).isEqualTo(LiveSender.Result.FAILED);
    sender.close(CONNECTION);

    assertThat(log.toString(UTF_8))
        .contains("a message was not sent", "a connection was not closed")
        .doesNotContain("5511", CONNECTION.value());
  }

  @Test
  void tooManyMessagesAreNoFaultOfTheConnection() {
    status = 429;

    assertThat(sender.send(CONNECTION, "x")).isEqualTo(LiveSender.Result.BUSY);
    assertThat(requests).hasSize(3);
  }

  @Test
  void aMessageThatTakesLongerThanTwoSecondsHasFailed() {
    hangs = true;
    long began = System.nanoTime();

    assertThat(sender.send(CONNECTION, "x")).isEqualTo(LiveSender.Result.FAILED);

    assertThat((System.nanoTime() - began) / 1e9).isBetween(1.5, 4.0);
  }

  private void await() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
