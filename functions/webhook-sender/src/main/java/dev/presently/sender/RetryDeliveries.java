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
 * Takes wakes from the Retry queue and drains the parked lanes of their webhooks; redeliveries that
 * somebody asked for come the same way. What failed comes again.
 */
public final class RetryDeliveries implements RequestStreamHandler {
  private final RetryBatch retries;

  public RetryDeliveries() {
    this(System.getenv());
  }

  public RetryDeliveries(Map<String, String> environment) {
    this(SenderWiring.of(environment).retryBatch());
  }

  RetryDeliveries(RetryBatch retries) {
    this.retries = retries;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    SqsEvent event = SqsEvent.read(in.readAllBytes());
    out.write(
        BatchFailures.write(
            retries.retry(
                event.messages(), context.getAwsRequestId(), context::getRemainingTimeInMillis)));
  }
}
