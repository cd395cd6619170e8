package dev.presently.sender;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.presently.adapters.log.Log;
import dev.presently.adapters.log.Metric;
import dev.presently.adapters.log.Metrics;
import dev.presently.core.delivery.Wakes;
import dev.presently.core.delivery.Wakes.Waiting;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Once a minute, sends a message to the Retry queue for each webhook whose wake is overdue: it was
 * beyond the queue's longest delay, or its message was lost. Then counts the webhooks that wait.
 */
public final class SweepDeliveries implements RequestHandler<Object, @Nullable Void> {
  private final Wakes wakes;
  private final Log log;

  public SweepDeliveries() {
    this(System.getenv());
  }

  public SweepDeliveries(Map<String, String> environment) {
    this(new SenderWiring(environment));
  }

  private SweepDeliveries(SenderWiring wiring) {
    this(wiring.useCases().wakes(), wiring.log());
  }

  SweepDeliveries(Wakes wakes, Log log) {
    this.wakes = wakes;
    this.log = log;
  }

  @Override
  public @Nullable Void handleRequest(Object event, Context context) {
    int overdue = wakes.sweep();
    log.info("swept", line -> line.put("overdue", overdue));
    Waiting waiting = wakes.waiting();
    Metrics metrics = new Metrics();
    metrics.add(Metric.WEBHOOKS_WAITING, waiting.webhooks());
    metrics.add(Metric.WEBHOOKS_PAUSED, waiting.paused());
    metrics.add(Metric.LONGEST_FAILURE, waiting.longestFailure().toSeconds());
    metrics.writeTo(log);
    return null;
  }
}
