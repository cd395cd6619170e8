package dev.presently.local;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Invokes a function with a queue's messages as Lambda does: in batches, several concurrently, and
 * deletes only messages that succeeded. A failed message returns after the visibility timeout; a
 * FIFO queue holds the rest of its group back until then, and the queue itself moves it to its
 * dead-letter queue.
 */
final class QueueSource {
  private static final int MOST = 10;

  /** Short, because ElasticMQ stops only after its last long poll was answered. */
  private static final int LONG_POLL_SECONDS = 1;

  private static final Duration AFTER_ERROR = Duration.ofSeconds(1);

  private final EventSourceMapping.FromQueue source;
  private final LocalFunction function;
  private final Queues queues;
  private final StopSignal stopping;
  private final Semaphore slots;

  QueueSource(
      EventSourceMapping.FromQueue source,
      LocalFunction function,
      Queues queues,
      StopSignal stopping) {
    this.source = source;
    this.function = function;
    this.queues = queues;
    this.stopping = stopping;
    this.slots = new Semaphore(source.concurrency());
  }

  /** Receives until the runner stops. */
  void run() throws InterruptedException {
    while (!stopping.now()) {
      slots.acquire();
      var batch = receive();
      if (batch.isEmpty()) {
        slots.release();
      } else {
        Thread.ofVirtual().name(source.name()).start(() -> handle(batch));
      }
    }
  }

  /** Waits until the function handles no batch. */
  void drain() throws InterruptedException {
    slots.acquire(source.concurrency());
  }

  private List<Message> receive() {
    try {
      return queues
          .client()
          .receiveMessage(
              request ->
                  request
                      .queueUrl(queues.url(source.queue()))
                      .maxNumberOfMessages(Math.min(source.batchSize(), MOST))
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
    try {
      var failed =
          function.failures(
              batch.stream().map(one -> QueueMessage.json(one, source.queue())).toList(),
              batch.stream().map(Message::messageId).collect(Collectors.toSet()),
              source.partialFailures());
      delete(batch.stream().filter(one -> !failed.contains(one.messageId())).toList());
    } catch (SdkException e) {
      System.err.println(source.name() + " cannot delete: " + e.getMessage());
    } finally {
      slots.release();
    }
  }

  private void delete(List<Message> messages) {
    if (messages.isEmpty()) {
      return;
    }
    var entries =
        IntStream.range(0, messages.size())
            .mapToObj(
                i ->
                    DeleteMessageBatchRequestEntry.builder()
                        .id(String.valueOf(i))
                        .receiptHandle(messages.get(i).receiptHandle())
                        .build())
            .toList();
    queues
        .client()
        .deleteMessageBatch(
            request -> request.queueUrl(queues.url(source.queue())).entries(entries));
  }
}
