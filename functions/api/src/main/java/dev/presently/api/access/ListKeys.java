package dev.presently.api.access;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.RequestFilters;
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
    var wiring = ApiWiring.of(environment);
    this(wiring.keys(), wiring.noFilters());
  }

  ListKeys(KeyStore keys, RequestFilters filters) {
    super(filters);
    this.keys = keys;
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    return KeyJson.page(
        keys.list(request.cursor(KeyJson.LIST, KeyId::parse), request.limit(100, 500)));
  }
}
