package dev.presently.api.engine;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.presently.api.ApiWiring;
import dev.presently.api.RequestLog;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Once a minute, sends a message to the Tend queue for each session with a remote engine whose
 * status is to be read, whose subscriptions are to be renewed, or whose pass over them stands
 * still.
 */
public final class TendSessions implements RequestHandler<Object, @Nullable Void> {
  private final dev.presently.core.engine.TendSessions sessions;
  private final RequestLog log;

  public TendSessions() {
    this(System.getenv());
  }

  public TendSessions(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  TendSessions(ApiWiring wiring) {
    this.sessions = wiring.useCases().tendSessions();
    this.log = wiring.requestLog();
  }

  @Override
  public @Nullable Void handleRequest(Object event, Context context) {
    log.due(sessions.tend());
    return null;
  }
}
