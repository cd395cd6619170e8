package dev.presently.adapters.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.presently.core.InParallel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * Processes the messages of an SQS batch: groups in parallel, messages of one group in order. A
 * group stops at the first message that fails, or when too little time remains; that message and
 * those behind it in its group are reported as failures, and SQS delivers them again. Groups of the
 * same series are processed one after the other; each group is in one series, at first its own.
 */
public record BatchProcessor(
    Function<SQSMessage, String> series,
    Function<SQSMessage, String> group,
    Duration longest,
    BiConsumer<SQSMessage, Throwable> onFailure) {
  /** Groups by the message group of a FIFO queue; {@code longest} is the time one message needs. */
  public static BatchProcessor byMessageGroup(
      Duration longest, BiConsumer<SQSMessage, Throwable> onFailure) {
    return by(BatchProcessor::messageGroup, longest, onFailure);
  }

  /** Each message is a group of its own. */
  public static BatchProcessor byMessage(
      Duration longest, BiConsumer<SQSMessage, Throwable> onFailure) {
    return by(SQSMessage::getMessageId, longest, onFailure);
  }

  private static BatchProcessor by(
      Function<SQSMessage, String> group,
      Duration longest,
      BiConsumer<SQSMessage, Throwable> onFailure) {
    return new BatchProcessor(group, group, longest, onFailure);
  }

  /** The same with these series. */
  public BatchProcessor inSeries(Function<SQSMessage, String> ofMessage) {
    return new BatchProcessor(ofMessage, group, longest, onFailure);
  }

  /** The message group's id; the message's own id outside of FIFO queues. */
  public static String messageGroup(SQSMessage message) {
    return Optional.ofNullable(message.getAttributes())
        .map(attributes -> attributes.get("MessageGroupId"))
        .orElseGet(() -> Objects.requireNonNull(message.getMessageId()));
  }

  public SQSBatchResponse process(
      SQSEvent event, IntSupplier remainingMillis, Consumer<SQSMessage> work) {
    Map<String, List<SQSMessage>> each = new LinkedHashMap<>();
    for (SQSMessage message : event.getRecords()) {
      each.computeIfAbsent(series.apply(message), _ -> new ArrayList<>()).add(message);
    }
    return new SQSBatchResponse(
        InParallel.each(each.values(), messages -> failures(messages, remainingMillis, work))
            .stream()
            .flatMap(List::stream)
            .map(message -> new BatchItemFailure(message.getMessageId()))
            .toList());
  }

  private List<SQSMessage> failures(
      List<SQSMessage> messages, IntSupplier remainingMillis, Consumer<SQSMessage> work) {
    Set<String> stopped = new HashSet<>();
    List<SQSMessage> failed = new ArrayList<>();
    for (SQSMessage message : messages) {
      String own = group.apply(message);
      if (stopped.contains(own) || !succeeds(message, remainingMillis, work)) {
        stopped.add(own);
        failed.add(message);
      }
    }
    return failed;
  }

  private boolean succeeds(
      SQSMessage message, IntSupplier remainingMillis, Consumer<SQSMessage> work) {
    if (remainingMillis.getAsInt() < longest.toMillis()) {
      return false;
    }
    try {
      work.accept(message);
      return true;
    } catch (Throwable e) {
      onFailure.accept(message, e);
      return false;
    }
  }
}
