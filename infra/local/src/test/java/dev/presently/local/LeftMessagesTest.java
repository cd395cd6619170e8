package dev.presently.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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

  private static final class Run implements AutoCloseable {
    private final EmbeddedSqs sqs;
    private final Clients clients;
    private final Queues queues;

    Run(Path database) {
      sqs = EmbeddedSqs.start(Loopback.at(Loopback.freePort()), Optional.of(database));
      clients = Clients.of(sqs.endpoint(), sqs.endpoint());
      queues = new Queues(clients.queues(), sqs.endpoint().toString());
      client().createQueue(one -> one.queueName(QUEUE).attributesWithStrings(FIFO));
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
