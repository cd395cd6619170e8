package dev.presently.sender;

import dev.presently.adapters.json.SqsEvent.Message;
import dev.presently.adapters.log.Log;
import dev.presently.adapters.sqs.RetryMessage;
import dev.presently.core.delivery.RepeatDelivery;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Does what the messages of a batch ask for, side by side: a fault in one keeps none of the others.
 */
final class RetryBatch {
  private final LaneDrainer drain;
  private final RepeatDelivery redeliver;
  private final BatchThreads threads;
  private final DeliveryAttemptLog journal;
  private final Log log;

  RetryBatch(
      LaneDrainer drain,
      RepeatDelivery redeliver,
      BatchThreads threads,
      DeliveryAttemptLog journal,
      Log log) {
    this.drain = drain;
    this.redeliver = redeliver;
    this.threads = threads;
    this.journal = journal;
    this.log = log;
  }

  /**
   * The ids of those messages that are not done. The run has a name of its own, for a message may
   * be handed to two at once.
   */
  List<String> retry(List<Message> batch, String run, IntSupplier remainingMillis) {
    return threads
        .each(batch, batch.size(), message -> undone(message, run, remainingMillis))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** The message's id, if what it asks for was not done. */
  private Optional<String> undone(Message message, String run, IntSupplier remainingMillis) {
    try {
      switch (RetryMessage.read(message.body())) {
        case RetryMessage.Wake(var webhook) ->
            drain.drain(webhook, run + "/" + message.id(), remainingMillis);
        case RetryMessage.Redelivery(var webhook, var delivery) ->
            redeliver.redeliver(webhook, delivery).ifPresent(journal::redelivered);
      }
      return Optional.empty();
    } catch (Throwable e) {
      log.error("a retry was not done", e, line -> line.put("messageId", message.id()));
      return Optional.of(message.id());
    }
  }
}
