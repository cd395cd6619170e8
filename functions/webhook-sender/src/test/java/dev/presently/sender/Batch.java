package dev.presently.sender;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.presently.adapters.json.StrictJson;
import dev.presently.adapters.sqs.DeliveryMessage;
import dev.presently.core.Examples;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A batch of an SQS queue, and the handler's failures. */
final class Batch {
  private record Message(String id, String group, String body) {}

  private final List<Message> messages = new ArrayList<>();
  private int remainingMillis = 25_000;

  /** Adds a delivery; the message's id is made of webhook, lane and seq. */
  Batch delivery(long webhook, String lane, long seq) {
    return message(
        webhook + "-" + lane,
        webhook + "-" + lane + "-" + seq,
        DeliveryMessage.write(Examples.delivery(webhook, lane, seq)));
  }

  /** The function's event in {@code events}. */
  static SQSEvent sample(String function) throws IOException {
    return read(Files.readString(Path.of("..", "..", "events", function + ".json")));
  }

  /** Reads an event as Lambda's runtime does. */
  private static SQSEvent read(String json) {
    return LambdaEventSerializers.serializerFor(SQSEvent.class, Batch.class.getClassLoader())
        .fromJson(json);
  }

  Batch message(String group, String id, String body) {
    messages.add(new Message(id, group, body));
    return this;
  }

  Batch withRemaining(int millis) {
    remainingMillis = millis;
    return this;
  }

  /** The ids of the messages that the handler reports as failures. */
  List<String> failuresOf(RequestHandler<SQSEvent, SQSBatchResponse> handler) {
    ObjectNode event = StrictJson.newObject();
    ArrayNode records = event.putArray("Records");
    for (Message message : messages) {
      records
          .addObject()
          .put("messageId", message.id())
          .put("body", message.body())
          .putObject("attributes")
          .put("MessageGroupId", message.group());
    }
    return failures(handler, read(StrictJson.write(event)));
  }

  List<String> failures(RequestHandler<SQSEvent, SQSBatchResponse> handler, SQSEvent event) {
    return handler.handleRequest(event, context()).getBatchItemFailures().stream()
        .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
        .toList();
  }

  /** The context of another invocation. */
  Context context() {
    String requestId = UUID.randomUUID().toString();
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) ->
                switch (method.getName()) {
                  case "getRemainingTimeInMillis" -> remainingMillis;
                  case "getAwsRequestId" -> requestId;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
