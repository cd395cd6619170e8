package dev.presently.sender;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.presently.adapters.lambda.BatchProcessor;
import dev.presently.adapters.log.Log;
import dev.presently.adapters.log.Metric;
import dev.presently.adapters.sqs.DeliveryMessage;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.SendDelivery;
import dev.presently.core.delivery.SendDelivery.Result;
import dev.presently.core.delivery.WebhookState;
import dev.presently.core.delivery.WebhookStates;
import dev.presently.core.wiring.Ports;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Makes one attempt at each delivery of a batch from the Delivery queue: lanes in parallel, as far
 * as their webhooks allow, the deliveries of a lane in order. A lane stops at the first delivery
 * that fails because of us, or when the remaining time is too short for an attempt; SQS delivers
 * the rest again. One read serves the batch; a delivery that succeeds at once then takes one write.
 */
public final class SendWebhook implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final SendDelivery deliveries;
  private final WebhookStates webhooks;
  private final int functions;
  private final Log log;
  private final InstantSource clock;
  private final DeliveryAttemptLog attempts;
  private final BatchProcessor lanes;

  public SendWebhook() {
    this(System.getenv());
  }

  public SendWebhook(Map<String, String> environment) {
    SenderWiring wiring = new SenderWiring(environment);
    this(wiring, wiring.senderConcurrency(), SenderWiring.LONGEST_ATTEMPT, wiring.log());
  }

  /** {@code functions} is how many executions of this function there are at most. */
  SendWebhook(Ports ports, int functions, Duration longestAttempt, Log log) {
    this.functions = functions;
    this.log = log;
    this.deliveries = ports.useCases().sendDelivery();
    this.webhooks = ports.useCases().webhookStates();
    this.clock = ports.clock();
    this.attempts = new DeliveryAttemptLog(log, Metric.DELIVERY_TIME);
    this.lanes =
        BatchProcessor.byMessageGroup(
            longestAttempt,
            (message, e) ->
                log.error(
                    "a lane stopped",
                    e,
                    line ->
                        line.put("lane", BatchProcessor.messageGroup(message))
                            .put("messageId", message.getMessageId())));
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return send(event, context::getRemainingTimeInMillis);
  }

  SQSBatchResponse send(SQSEvent event, IntSupplier remainingMillis) {
    var known =
        KnownStates.read(
            event,
            deliveries,
            webhooks,
            functions,
            clock,
            e -> log.error("a batch was not read at once", e, _ -> {}));
    SQSBatchResponse response =
        lanes
            .inSeries(known::series)
            .process(
                event,
                remainingMillis,
                message -> send(DeliveryMessage.read(message.getBody()), known));
    attempts.writeMetrics();
    return response;
  }

  /** The rest of the batch sees what the attempt found out about the receiver. */
  private void send(Delivery delivery, KnownStates known) {
    CachedWebhookState cached = known.webhook(delivery.webhook());
    WebhookState before = cached.get();
    Result result =
        deliveries.send(
            delivery, before, known.lane(delivery.lane()), known.hasTime(delivery.lane()));
    cached.replace(before, result.state());
    result.open().ifPresent(known::add);
    result
        .taken()
        .ifPresent(
            record -> {
              if (record.attempts().isEmpty()) {
                attempts.taken(record);
              } else {
                known.add(delivery.lane(), record.attempts().getLast().took());
                attempts.attempted(record);
              }
            });
  }
}
