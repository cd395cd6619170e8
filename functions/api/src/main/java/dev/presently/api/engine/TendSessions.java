package dev.presently.api.engine;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.presently.api.ApiWiring;
import dev.presently.api.RequestLog;
import dev.presently.core.engine.QueueDueTendings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Once a minute, sends a message to the Tend queue for each session with a remote engine whose
 * status is to be read, whose subscriptions are to be renewed, or whose pass over them stands
 * still.
 */
public final class TendSessions implements RequestHandler<Object, @Nullable Void> {
  private final QueueDueTendings tendings;
  private final RequestLog log;

  public TendSessions() {
    this(System.getenv());
  }

  public TendSessions(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  TendSessions(ApiWiring wiring) {
    this.tendings = wiring.useCases().queueDueTendings();
    this.log = wiring.requestLog();
  }

  @Override
  public @Nullable Void handleRequest(Object event, Context context) {
    log.due(tendings.tend());
    return null;
  }
}
