package dev.presently.api.access;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.core.access.KeyId;
import dev.presently.core.access.KeyStore;
import java.util.Map;

/** {@code DELETE /admin/keys/{id}}: the key is refused within a minute. */
public final class DeleteKey extends ApiHandler {
  private final KeyStore keys;

  public DeleteKey() {
    this(System.getenv());
  }

  public DeleteKey(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  DeleteKey(ApiWiring wiring) {
    super(wiring.noFilters());
    this.keys = wiring.keys();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    KeyId id = request.key();
    return keys.remove(id) ? ApiResponse.success() : KeyJson.notFound(id);
  }
}
