package dev.presently.relay;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.presently.adapters.json.BatchFailures;
import dev.presently.adapters.json.SqsEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/**
 * Takes a batch of timers that went off and ends the activities whose time is up. One that was
 * renewed gets another timer; what failed comes again, by itself.
 */
public final class ExpireActivity implements RequestStreamHandler {
  private final DueTimers timers;

  public ExpireActivity() {
    this(System.getenv());
  }

  public ExpireActivity(Map<String, String> environment) {
    this(RelayWiring.of(environment).dueTimers());
  }

  ExpireActivity(DueTimers timers) {
    this.timers = timers;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    SqsEvent event = SqsEvent.read(in.readAllBytes());
    out.write(
        BatchFailures.write(timers.settle(event.messages(), context::getRemainingTimeInMillis)));
  }
}
