package dev.presently.sender;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.presently.adapters.lambda.BatchProcessor;
import dev.presently.adapters.log.Log;
import dev.presently.adapters.log.Metric;
import dev.presently.adapters.sqs.RetryMessage;
import dev.presently.core.delivery.AttemptRedelivery;
import dev.presently.core.wiring.Ports;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Takes messages from the Retry queue, each by itself: a wake drains the parked lanes of its
 * webhook, a redelivery repeats one delivery. A message that fails is retried alone.
 */
public final class RetryDeliveries implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final WebhookDrainer drainer;
  private final AttemptRedelivery redeliveries;
  private final DeliveryAttemptLog attempts;
  private final BatchProcessor messages;

  public RetryDeliveries() {
    this(System.getenv());
  }

  public RetryDeliveries(Map<String, String> environment) {
    SenderWiring wiring = new SenderWiring(environment);
    this(wiring, SenderWiring.LONGEST_ATTEMPT, wiring.log());
  }

  RetryDeliveries(Ports ports, Duration longestAttempt, Log log) {
    this.attempts = new DeliveryAttemptLog(log, Metric.PARKED_DELIVERY_TIME);
    this.drainer = new WebhookDrainer(ports, longestAttempt, attempts);
    this.redeliveries = ports.useCases().attemptRedelivery();
    this.messages =
        BatchProcessor.byMessage(
            Duration.ZERO,
            (message, e) ->
                log.error(
                    "a retry was not done",
                    e,
                    line -> line.put("messageId", message.getMessageId())));
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return retry(event, context.getAwsRequestId(), context::getRemainingTimeInMillis);
  }

  /** SQS may deliver a message to two invocations at once; the request id tells them apart. */
  SQSBatchResponse retry(SQSEvent event, String requestId, IntSupplier remainingMillis) {
    SQSBatchResponse response =
        messages.process(
            event, remainingMillis, message -> retry(message, requestId, remainingMillis));
    attempts.writeMetrics();
    return response;
  }

  private void retry(SQSMessage message, String requestId, IntSupplier remainingMillis) {
    var retry = RetryMessage.read(message.getBody());
    retry
        .delivery()
        .ifPresentOrElse(
            delivery ->
                redeliveries.redeliver(retry.webhook(), delivery).ifPresent(attempts::redelivered),
            () ->
                drainer.drain(
                    retry.webhook(), requestId + "/" + message.getMessageId(), remainingMillis));
  }
}
