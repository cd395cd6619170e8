package dev.presently.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Moves a queue's messages to a function as Lambda does: batches, several at a time, and only what
 * succeeded is deleted. What failed comes back after the visibility timeout; a FIFO queue keeps the
 * rest of its group back until then, and the queue itself moves it to its dead letters.
 */
final class QueueSource {
  private static final int MOST = 10;

  /** Short, because ElasticMQ does not stop before its last long poll was answered. */
  private static final int LONG_POLL_SECONDS = 1;

  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

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
      var dispatched = false;
      try {
        dispatched = dispatch(receive());
      } catch (SdkException e) {
        if (!stopping.within(AFTER_TROUBLE)) {
          System.err.println(source.name() + " cannot receive: " + e.getMessage());
        }
      } finally {
        if (!dispatched) {
          slots.release();
        }
      }
    }
  }

  /** Waits until no batch is with the function. */
  void drain() throws InterruptedException {
    slots.acquire(source.concurrency());
  }

  private boolean dispatch(List<Message> received) {
    var batch = passing(received);
    if (batch.isEmpty()) {
      return false;
    }
    Thread.ofVirtual()
        .name(source.name())
        .start(
            () -> {
              try {
                delete(handled(batch));
              } catch (SdkException e) {
                System.err.println(source.name() + " cannot delete: " + e.getMessage());
              } finally {
                slots.release();
              }
            });
    return true;
  }

  private List<Message> receive() {
    var batch = new ArrayList<Message>(receive(LONG_POLL_SECONDS, source.batchSize()));
    var end = System.nanoTime() + source.window().toNanos();
    while (!batch.isEmpty() && batch.size() < source.batchSize() && !stopping.now()) {
      var left = Duration.ofNanos(end - System.nanoTime()).toSeconds();
      if (System.nanoTime() >= end) {
        break;
      }
      batch.addAll(receive((int) left, source.batchSize() - batch.size()));
    }
    return batch;
  }

  private List<Message> receive(int waitSeconds, int most) {
    return queues
        .client()
        .receiveMessage(
            request ->
                request
                    .queueUrl(queues.url(source.queue()))
                    .maxNumberOfMessages(Math.min(most, MOST))
                    .waitTimeSeconds(waitSeconds)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                    .messageAttributeNames("All"))
        .messages();
  }

  /** Messages that no filter lets through are deleted, as Lambda does. */
  private List<Message> passing(List<Message> received) {
    var passing =
        received.stream()
            .filter(one -> source.filter().passes(QueueMessage.filterable(one, source.queue())))
            .toList();
    if (passing.size() < received.size()) {
      delete(received.stream().filter(one -> !passing.contains(one)).toList());
    }
    return passing;
  }

  private List<Message> handled(List<Message> batch) {
    try {
      var answer = function.invoke(QueueMessage.event(batch, source.queue()));
      if (!source.partialFailures()) {
        return batch;
      }
      var ids = batch.stream().map(Message::messageId).collect(Collectors.toSet());
      var failed = PartialBatchResponse.in(answer, ids).orElse(ids);
      return batch.stream().filter(one -> !failed.contains(one.messageId())).toList();
    } catch (FunctionFailed e) {
      return List.of();
    }
  }

  private void delete(List<Message> messages) {
    for (var from = 0; from < messages.size(); from += MOST) {
      var entries = new ArrayList<DeleteMessageBatchRequestEntry>();
      for (var message : messages.subList(from, Math.min(from + MOST, messages.size()))) {
        entries.add(
            DeleteMessageBatchRequestEntry.builder()
                .id(String.valueOf(entries.size()))
                .receiptHandle(message.receiptHandle())
                .build());
      }
      queues
          .client()
          .deleteMessageBatch(
              request -> request.queueUrl(queues.url(source.queue())).entries(entries));
    }
  }
}
