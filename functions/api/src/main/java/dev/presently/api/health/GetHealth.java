package dev.presently.api.health;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Responses;
import java.util.Map;

/** {@code GET /health}: answers without access to a table or queue. */
public final class GetHealth extends ApiHandler {
  private final String version;

  public GetHealth() {
    this(System.getenv());
  }

  public GetHealth(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  GetHealth(ApiWiring wiring) {
    super(wiring.noFilters());
    this.version = wiring.version();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    return Responses.health(version);
  }
}
