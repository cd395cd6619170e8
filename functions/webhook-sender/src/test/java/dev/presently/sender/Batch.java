package dev.presently.sender;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.presently.adapters.json.Json;
import dev.presently.adapters.json.JsonReader;
import dev.presently.adapters.json.JsonWriter;
import dev.presently.adapters.sqs.DeliveryMessage;
import dev.presently.core.Examples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Messages as Lambda hands them over, and what the handler answers. */
final class Batch {
  private record Sent(String id, String lane, String body) {}

  private final List<Sent> messages = new ArrayList<>();
  private int remainingMillis = 25_000;

  /** Adds a delivery; the message's id is made of webhook, lane and seq. */
  Batch delivery(long webhook, String lane, long seq) {
    return message(
        webhook + "-" + lane,
        webhook + "-" + lane + "-" + seq,
        DeliveryMessage.write(Examples.delivery(webhook, lane, seq)));
  }

  /** The event that stands beside the template under the function's name. */
  static byte[] sample(String function) throws IOException {
    return Files.readAllBytes(Path.of("..", "..", "events", function + ".json"));
  }

  Batch message(String lane, String id, String body) {
    messages.add(new Sent(id, lane, body));
    return this;
  }

  Batch withRemaining(int millis) {
    remainingMillis = millis;
    return this;
  }

  /** The ids of the messages that the handler wants again. */
  List<String> failuresOf(RequestStreamHandler handler) {
    String event =
        JsonWriter.object(
            all ->
                all.objects(
                    "Records",
                    messages,
                    (record, sent) ->
                        record
                            .text("messageId", sent.id())
                            .text("body", sent.body())
                            .object(
                                "attributes",
                                attributes -> attributes.text("MessageGroupId", sent.lane()))));
    return failures(handler, event.getBytes(UTF_8));
  }

  /** What the handler wants again of this event. */
  List<String> failures(RequestStreamHandler handler, byte[] event) {
    var out = new ByteArrayOutputStream();
    try {
      handler.handleRequest(new ByteArrayInputStream(event), out, context());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return JsonReader.object(out.toByteArray()).array("batchItemFailures").stream()
        .map(failure -> ((Json.Obj) failure).text("itemIdentifier").orElseThrow())
        .toList();
  }

  Context context() {
    return new FakeContext(UUID.randomUUID().toString(), remainingMillis);
  }

  private record FakeContext(String request, int remaining) implements Context {
    @Override
    public int getRemainingTimeInMillis() {
      return remaining;
    }

    @Override
    public String getAwsRequestId() {
      return request;
    }

    @Override
    public String getLogGroupName() {
      return "group";
    }

    @Override
    public String getLogStreamName() {
      return "stream";
    }

    @Override
    public String getFunctionName() {
      return "function";
    }

    @Override
    public String getFunctionVersion() {
      return "1";
    }

    @Override
    public String getInvokedFunctionArn() {
      return "arn";
    }

    @Override
    public CognitoIdentity getIdentity() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ClientContext getClientContext() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int getMemoryLimitInMB() {
      return 1024;
    }

    @Override
    public LambdaLogger getLogger() {
      throw new UnsupportedOperationException();
    }
  }
}
