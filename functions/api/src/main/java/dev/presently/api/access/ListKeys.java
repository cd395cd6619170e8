package dev.presently.api.access;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.core.access.KeyId;
import dev.presently.core.access.KeyStore;
import java.util.Map;

/** {@code GET /admin/keys}: by id, without the keys and their hashes. */
public final class ListKeys extends ApiHandler {
  private final KeyStore keys;

  public ListKeys() {
    this(System.getenv());
  }

  public ListKeys(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  ListKeys(ApiWiring wiring) {
    super(wiring.noFilters());
    this.keys = wiring.keys();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    return KeyJson.page(
        keys.list(request.cursor(KeyJson.LIST, KeyId::parse), request.limit(100, 500)));
  }
}
