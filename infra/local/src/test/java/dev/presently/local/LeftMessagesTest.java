package dev.presently.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

class LeftMessagesTest {
  private static final String QUEUE = "Some-Lanes.fifo";
  private static final Map<String, String> FIFO = Map.of("FifoQueue", "true");
  private static final String STANDARD = "Some-Retries";
  private static final Map<String, String> PATIENT = Map.of("VisibilityTimeout", "300");

  @TempDir Path directory;

  @Test
  void aMessageWasOvertakenByTheNextOneOfItsGroupAfterARestart() {
    try (var run = new Run(directory.resolve("sqs"))) {
      List.of("1", "2", "3").forEach(run::send);
      assertThat(run.receive()).containsExactly("1");
    }
    try (var run = new Run(directory.resolve("sqs"))) {
      assertThat(run.receive()).containsExactly("1");
      assertThat(run.receive()).as("its group is blocked").isEmpty();
    }
    try (var run = new Run(directory.resolve("sqs"))) {
      assertThat(run.receiveAndDelete()).containsExactly("1");
      assertThat(run.receiveAndDelete()).containsExactly("2");
      assertThat(run.receiveAndDelete()).containsExactly("3");
      assertThat(run.receive()).isEmpty();
    }
    try (var run = new Run(directory.resolve("sqs"))) {
      assertThat(run.receive()).isEmpty();
    }
  }

  @Test
  void aRetryThatWasWithAFunctionComesAgainAtOnceUnderItsId() {
    String id;
    try (var run = new Run(directory.resolve("sqs"))) {
      run.sendRetry("in flight", 0);
      id = run.receiveRetry().getFirst().messageId();
      assertThat(run.receiveRetry()).isEmpty();
    }
    try (var run = new Run(directory.resolve("sqs"))) {
      assertThat(run.receiveRetry())
          .singleElement()
          .satisfies(
              again -> {
                assertThat(again.messageId()).isEqualTo(id);
                assertThat(again.body()).isEqualTo("in flight");
              });
      assertThat(run.receiveRetry()).isEmpty();
    }
  }

  @Test
  void aRetryThatWasNotDueKeepsItsTime() {
    Instant due;
    try (var run = new Run(directory.resolve("sqs"))) {
      run.sendRetry("later", 5);
      due = Instant.now().plusSeconds(5);
    }
    try (var run = new Run(directory.resolve("sqs"))) {
      assertThat(run.receiveRetry()).isEmpty();
      await().atMost(Duration.ofSeconds(10)).until(() -> !run.receiveRetry().isEmpty());
      assertThat(Instant.now()).isBetween(due.minusMillis(500), due.plusSeconds(2));
    }
  }

  private static final class Run implements AutoCloseable {
    private final EmbeddedSqs sqs;
    private final Clients clients;
    private final Queues queues;

    Run(Path database) {
      sqs =
          EmbeddedSqs.start(LoopbackAddress.at(LoopbackAddress.freePort()), Optional.of(database));
      clients = Clients.of(sqs.endpoint(), sqs.endpoint());
      queues = new Queues(clients.queues(), sqs.endpoint().toString());
      client().createQueue(one -> one.queueName(QUEUE).attributesWithStrings(FIFO));
      client().createQueue(one -> one.queueName(STANDARD).attributesWithStrings(PATIENT));
      LeftMessages.sendAgain(EmbeddedSqs.url(database), queues);
    }

    SqsClient client() {
      return clients.queues();
    }

    void send(String body) {
      client()
          .sendMessage(
              message ->
                  message
                      .queueUrl(queues.url(QUEUE))
                      .messageGroupId("lane")
                      .messageDeduplicationId(body)
                      .messageBody(body));
    }

    void sendRetry(String body, int delaySeconds) {
      client()
          .sendMessage(
              message ->
                  message
                      .queueUrl(queues.url(STANDARD))
                      .messageGroupId("1")
                      .delaySeconds(delaySeconds)
                      .messageBody(body));
    }

    List<Message> receiveRetry() {
      return client().receiveMessage(request -> request.queueUrl(queues.url(STANDARD))).messages();
    }

    List<String> receive() {
      return messages().stream().map(Message::body).toList();
    }

    List<String> receiveAndDelete() {
      var messages = messages();
      messages.forEach(
          one ->
              client()
                  .deleteMessage(
                      request ->
                          request.queueUrl(queues.url(QUEUE)).receiptHandle(one.receiptHandle())));
      return messages.stream().map(Message::body).toList();
    }

    private List<Message> messages() {
      return client()
          .receiveMessage(request -> request.queueUrl(queues.url(QUEUE)).maxNumberOfMessages(1))
          .messages();
    }

    @Override
    public void close() {
      clients.close();
      sqs.close();
    }
  }
}
