package dev.presently.local;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Invokes a function with a queue's messages as Lambda does: in batches, several concurrently, and
 * deletes only messages that succeeded. A failed message returns after the visibility timeout; a
 * FIFO queue holds the rest of its group back until then, and the queue itself moves it to its
 * dead-letter queue.
 */
record QueueSource(
    EventSourceMapping.FromQueue source,
    LocalFunction function,
    Queues queues,
    StopSignal stopping) {
  static final int MOST = 10;

  private static final int LONG_POLL_SECONDS = 20;

  private static final Duration AFTER_ERROR = Duration.ofSeconds(1);

  /** Receives until the runner stops; returns when the function handles no batch. */
  void run() {
    var slots = new Semaphore(source.concurrency());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      slots.acquireUninterruptibly();
      while (!stopping.now()) {
        var batch = receive();
        if (!batch.isEmpty()) {
          threads.execute(
              () -> {
                try {
                  handle(batch);
                } finally {
                  slots.release();
                }
              });
          slots.acquireUninterruptibly();
        }
      }
    }
  }

  private List<Message> receive() {
    try {
      return queues
          .client()
          .receiveMessage(
              request ->
                  request
                      .queueUrl(queues.url(source.queue()))
                      .maxNumberOfMessages(source.batchSize())
                      .waitTimeSeconds(LONG_POLL_SECONDS)
                      .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
          .messages();
    } catch (SdkException e) {
      if (!stopping.within(AFTER_ERROR)) {
        System.err.println(source.name() + " cannot receive: " + e.getMessage());
      }
      return List.of();
    }
  }

  private void handle(List<Message> batch) {
    var failed =
        function.failures(
            batch.stream().map(this::json).toList(),
            batch.stream().map(Message::messageId).collect(Collectors.toSet()),
            source.partialFailures());
    var handled =
        batch.stream()
            .filter(message -> !failed.contains(message.messageId()))
            .map(
                message ->
                    DeleteMessageBatchRequestEntry.builder()
                        .id(message.messageId())
                        .receiptHandle(message.receiptHandle())
                        .build())
            .toList();
    if (handled.isEmpty()) {
      return;
    }
    try {
      queues
          .client()
          .deleteMessageBatch(
              request -> request.queueUrl(queues.url(source.queue())).entries(handled));
    } catch (SdkException e) {
      System.err.println(source.name() + " cannot delete: " + e.getMessage());
    }
  }

  /** A record of Lambda's SQS event; message attributes are left out. */
  private JsonNode json(Message message) {
    var json =
        JsonMapper.shared()
            .createObjectNode()
            .put("messageId", message.messageId())
            .put("receiptHandle", message.receiptHandle())
            .put("body", message.body());
    var attributes = json.putObject("attributes");
    message.attributesAsStrings().forEach(attributes::put);
    json.putObject("messageAttributes");
    return json.put("md5OfBody", message.md5OfBody())
        .put("eventSource", "aws:sqs")
        .put("eventSourceARN", LocalNames.queueArn(source.queue()))
        .put("awsRegion", LocalNames.REGION);
  }
}
