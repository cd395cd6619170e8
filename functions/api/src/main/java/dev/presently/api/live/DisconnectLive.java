package dev.presently.api.live;

import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.LiveEvent;
import dev.presently.api.LiveHandler;
import dev.presently.core.live.ConnectionStore;
import dev.presently.core.live.EndConnection;
import java.util.List;
import java.util.Map;

/**
 * {@code $disconnect}: forgets a live connection that ended. API Gateway calls it on a best effort
 * basis; what it misses ends with the first message that cannot be sent, or by its TTL.
 */
public final class DisconnectLive extends LiveHandler {
  private final ConnectionStore connections;

  public DisconnectLive() {
    this(System.getenv());
  }

  public DisconnectLive(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  DisconnectLive(ApiWiring wiring) {
    super(wiring.requestLog());
    this.connections = wiring.connections();
  }

  @Override
  protected ApiResponse handle(LiveEvent event) {
    EndConnection.forget(connections, event.connection(), List.of());
    return ApiResponse.success();
  }
}
