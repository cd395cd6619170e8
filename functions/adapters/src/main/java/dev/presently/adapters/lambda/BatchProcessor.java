package dev.presently.adapters.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.presently.core.InParallel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * Processes the messages of an SQS batch: groups in parallel, messages of one group in order. A
 * group stops at the first message that fails, or when too little time remains; that message and
 * those behind it in its group are reported as failures, and SQS delivers them again.
 */
public record BatchProcessor(
    Function<SQSMessage, String> group,
    Duration longest,
    BiConsumer<SQSMessage, Throwable> onFailure) {
  /** Groups by the message group of a FIFO queue; {@code longest} is the time one message needs. */
  public static BatchProcessor byMessageGroup(
      Duration longest, BiConsumer<SQSMessage, Throwable> onFailure) {
    return new BatchProcessor(BatchProcessor::messageGroup, longest, onFailure);
  }

  /** Each message is a group of its own. */
  public static BatchProcessor byMessage(
      Duration longest, BiConsumer<SQSMessage, Throwable> onFailure) {
    return new BatchProcessor(SQSMessage::getMessageId, longest, onFailure);
  }

  /** The message group's id; the message's own id outside of FIFO queues. */
  public static String messageGroup(SQSMessage message) {
    return Optional.ofNullable(message.getAttributes())
        .map(attributes -> attributes.get("MessageGroupId"))
        .orElseGet(() -> Objects.requireNonNull(message.getMessageId()));
  }

  public SQSBatchResponse process(
      SQSEvent event, IntSupplier remainingMillis, Consumer<SQSMessage> work) {
    Map<String, List<SQSMessage>> groups = new LinkedHashMap<>();
    for (SQSMessage message : event.getRecords()) {
      groups.computeIfAbsent(group.apply(message), _ -> new ArrayList<>()).add(message);
    }
    return new SQSBatchResponse(
        InParallel.each(groups.values(), each -> failures(each, remainingMillis, work)).stream()
            .flatMap(List::stream)
            .map(message -> new BatchItemFailure(message.getMessageId()))
            .toList());
  }

  private List<SQSMessage> failures(
      List<SQSMessage> messages, IntSupplier remainingMillis, Consumer<SQSMessage> work) {
    int done = 0;
    try {
      while (done < messages.size() && remainingMillis.getAsInt() >= longest.toMillis()) {
        work.accept(messages.get(done));
        done++;
      }
    } catch (Throwable e) {
      onFailure.accept(messages.get(done), e);
    }
    return messages.subList(done, messages.size());
  }
}
