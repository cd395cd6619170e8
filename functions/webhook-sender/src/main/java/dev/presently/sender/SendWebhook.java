package dev.presently.sender;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.presently.adapters.json.BatchFailures;
import dev.presently.adapters.json.SqsEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/**
 * Takes a batch from the Delivery queue and makes one attempt at each delivery, in order within a
 * lane, lanes side by side. What is not done comes again, with all behind it in its lane.
 */
public final class SendWebhook implements RequestStreamHandler {
  private final LaneBatch lanes;

  public SendWebhook() {
    this(System.getenv());
  }

  public SendWebhook(Map<String, String> environment) {
    this(SenderWiring.of(environment).laneBatch());
  }

  SendWebhook(LaneBatch lanes) {
    this.lanes = lanes;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    SqsEvent event = SqsEvent.read(in.readAllBytes());
    out.write(
        BatchFailures.write(lanes.drive(event.messages(), context::getRemainingTimeInMillis)));
  }
}
