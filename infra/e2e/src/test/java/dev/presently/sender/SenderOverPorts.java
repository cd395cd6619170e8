package dev.presently.sender;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.presently.adapters.log.Log;
import dev.presently.core.wiring.Ports;
import dev.presently.core.wiring.UseCases;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/** The sender's functions as deployed, over the ports of a test. */
public record SenderOverPorts(Ports ports, Log log) {
  private static final int FUNCTIONS = 10;
  private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(13);

  /** A message of an SQS queue. */
  public record Message(String id, String body, Optional<String> group) {
    private SQSMessage toSqs() {
      SQSMessage message = new SQSMessage();
      message.setMessageId(id);
      message.setBody(body);
      message.setAttributes(group.map(it -> Map.of("MessageGroupId", it)).orElse(Map.of()));
      return message;
    }
  }

  /** SendWebhook's failures: the ids of the messages that are not done. */
  public List<String> send(List<Message> batch, IntSupplier remainingMillis) {
    return failures(
        new SendWebhook(ports, FUNCTIONS, LONGEST_ATTEMPT, log)
            .send(event(batch), remainingMillis));
  }

  /** RetryDeliveries' failures: the ids of the messages that are not done. */
  public List<String> retry(List<Message> batch, IntSupplier remainingMillis) {
    return failures(
        new RetryDeliveries(ports, LONGEST_ATTEMPT, log)
            .retry(event(batch), Long.toHexString(ports.random().nextLong()), remainingMillis));
  }

  private static SQSEvent event(List<Message> batch) {
    SQSEvent event = new SQSEvent();
    event.setRecords(batch.stream().map(Message::toSqs).toList());
    return event;
  }

  private static List<String> failures(SQSBatchResponse response) {
    return response.getBatchItemFailures().stream()
        .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
        .toList();
  }

  /** Runs SweepDeliveries. */
  public void sweep() {
    new UseCases(ports).wakes().sweep();
  }
}
