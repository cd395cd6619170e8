package dev.presently.sender;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.presently.adapters.log.Log;
import dev.presently.core.delivery.Wakes;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/**
 * Once a minute, tells the Retry queue of each webhook whose wake is overdue: it was too far away
 * for the queue, or its message was lost.
 */
public final class SweepDeliveries implements RequestStreamHandler {
  private final Wakes wakes;
  private final Log log;

  public SweepDeliveries() {
    this(System.getenv());
  }

  public SweepDeliveries(Map<String, String> environment) {
    this(SenderWiring.of(environment));
  }

  private SweepDeliveries(SenderWiring wiring) {
    this(wiring.useCases().wakes(), wiring.log());
  }

  SweepDeliveries(Wakes wakes, Log log) {
    this.wakes = wakes;
    this.log = log;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    int overdue = wakes.sweep();
    log.info("swept", line -> line.put("overdue", overdue));
  }
}
