package dev.presently.sender;

import dev.presently.adapters.json.SqsEvent.Message;
import dev.presently.adapters.log.Log;
import dev.presently.adapters.sqs.RetryMessage;
import dev.presently.core.delivery.Redeliver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/**
 * Does what the messages of a batch ask for, side by side: a fault in one keeps none of the others.
 */
final class Retries {
  private final Drain drain;
  private final Redeliver redeliver;
  private final Threads threads;
  private final Journal journal;
  private final Log log;

  Retries(Drain drain, Redeliver redeliver, Threads threads, Journal journal, Log log) {
    this.drain = drain;
    this.redeliver = redeliver;
    this.threads = threads;
    this.journal = journal;
    this.log = log;
  }

  /** The ids of those messages that are not done. */
  List<String> retry(List<Message> batch, IntSupplier remainingMillis) {
    if (batch.isEmpty()) {
      return List.of();
    }
    Predicate<Message> done = message -> isDone(message, remainingMillis);
    try (ExecutorService all = threads.open(batch.size())) {
      return batch.stream()
          .map(
              message ->
                  CompletableFuture.supplyAsync(
                      () -> done.test(message) ? List.<String>of() : List.of(message.id()), all))
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .flatMap(List::stream)
          .toList();
    }
  }

  private boolean isDone(Message message, IntSupplier remainingMillis) {
    try {
      switch (RetryMessage.read(message.body())) {
        case RetryMessage.Wake(var webhook) -> drain.drain(webhook, message.id(), remainingMillis);
        case RetryMessage.Redelivery(var webhook, var delivery) ->
            redeliver.redeliver(webhook, delivery).ifPresent(journal::attempted);
      }
      return true;
    } catch (Throwable e) {
      log.error("a retry was not done", e, line -> line.text("messageId", message.id()));
      return false;
    }
  }
}
