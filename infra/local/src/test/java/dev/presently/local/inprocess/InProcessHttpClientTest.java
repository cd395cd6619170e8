package dev.presently.local.inprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class InProcessHttpClientTest {
  /** Nothing listens there. */
  private static final int PORT = 1;

  private final DynamoDbClient client =
      DynamoDbClient.builder()
          .endpointOverride(URI.create("http://127.0.0.1:" + PORT))
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("Caller", "secret")))
          .httpClientBuilder(new InProcessHttpService().createHttpClientBuilder())
          .build();

  @AfterEach
  void close() {
    EmbeddedServices.remove(PORT);
    client.close();
  }

  @Test
  void anEmbeddedServiceAnswersWithoutASocketAndTheCallIsCounted() {
    EmbeddedServices.add(PORT, call -> answer("{\"TableNames\":[\"" + call.caller() + "\"]}"));
    var kind = new CallCounts.Kind("Caller", "Place", "ListTables");
    var before = CallCounts.all().getOrDefault(kind, 0L);

    assertThat(client.listTables().tableNames()).containsExactly("Caller");
    assertThat(CallCounts.all()).containsEntry(kind, before + 1);
  }

  @Test
  void whatTheServiceDoesNotAnswerGoesToItsEndpoint() {
    EmbeddedServices.add(PORT, call -> Optional.empty());

    assertThatThrownBy(client::listTables).hasMessageContaining("Connection refused");
  }

  @Test
  void anInterruptedCallerLeftTheServiceAmidATransaction() throws Exception {
    var begun = new CountDownLatch(1);
    var completing = new CountDownLatch(1);
    var completed = new CountDownLatch(1);
    EmbeddedServices.add(
        PORT,
        call -> {
          begun.countDown();
          uninterrupted(completing);
          completed.countDown();
          return answer("{}");
        });
    var caller = Thread.ofVirtual().start(client::listTables);
    begun.await();

    caller.interrupt();

    assertThat(caller.join(Duration.ofSeconds(5))).isTrue();
    completing.countDown();
    assertThat(completed.await(5, TimeUnit.SECONDS)).isTrue();
  }

  private static void uninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<EmbeddedService.Answer> answer(String json) {
    return Optional.of(new EmbeddedService.Answer("Place", 200, SdkBytes.fromUtf8String(json)));
  }
}
