package dev.presently.adapters.sqs;

import dev.presently.adapters.settings.AwsClients;
import dev.presently.adapters.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** An SQS of this JVM's own. */
final class ElasticMq implements AutoCloseable {
  private static final AtomicInteger QUEUES = new AtomicInteger();

  private final SQSRestServer server =
      SQSRestServerBuilder.withInterface("127.0.0.1").withPort(0).start();
  private final SqsClient client;

  ElasticMq() {
    int port = server.waitUntilStarted().localAddress().getPort();
    client =
        AwsClients.sqs(
            Settings.of(
                Map.of(
                    "AWS_REGION", "elasticmq",
                    "AWS_ACCESS_KEY_ID", "local",
                    "AWS_SECRET_ACCESS_KEY", "local",
                    "AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:" + port)));
  }

  SqsClient client() {
    return client;
  }

  /** The URL of a new FIFO queue. */
  String fifoQueue() {
    return queue(".fifo", Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
  }

  /** The URL of a new standard queue. */
  String standardQueue() {
    return queue("", Map.of());
  }

  /** All messages that can be received now, each deleted. */
  List<String> drain(String queueUrl) {
    List<String> bodies = new ArrayList<>();
    List<Message> messages = receive(queueUrl);
    while (!messages.isEmpty()) {
      for (Message message : messages) {
        bodies.add(message.body());
        client.deleteMessage(
            request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
      }
      messages = receive(queueUrl);
    }
    return bodies;
  }

  private List<Message> receive(String queueUrl) {
    return client
        .receiveMessage(request -> request.queueUrl(queueUrl).maxNumberOfMessages(10))
        .messages();
  }

  private String queue(String suffix, Map<QueueAttributeName, String> attributes) {
    return client
        .createQueue(
            request ->
                request
                    .queueName("queue-" + QUEUES.incrementAndGet() + suffix)
                    .attributes(attributes))
        .queueUrl();
  }

  @Override
  public void close() {
    client.close();
    server.stopAndWait();
  }
}
