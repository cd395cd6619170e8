package dev.presently.api.access;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Fields;
import dev.presently.core.ConflictRetry;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.KeyId;
import dev.presently.core.access.KeyStore;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * {@code PATCH /admin/keys/{id}}: absent fields keep their value. A deactivated key is refused
 * within a minute: API Gateway caches the authorizer's result that long.
 */
public final class UpdateKey extends ApiHandler {
  private final KeyStore keys;
  private final ConflictRetry conflicts;

  public UpdateKey() {
    this(System.getenv());
  }

  public UpdateKey(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  UpdateKey(ApiWiring wiring) {
    super(wiring.noFilters());
    this.keys = wiring.keys();
    this.conflicts = wiring.conflictRetry();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    UnaryOperator<ApiKey> change = request.body(UpdateKey::read);
    KeyId id = request.key();
    return conflicts
        .change(() -> keys.find(id), change, keys::save)
        .map(KeyJson::answer)
        .orElseGet(() -> KeyJson.notFound(id));
  }

  private static UnaryOperator<ApiKey> read(Fields fields) {
    Optional<String> label = fields.optional("label", Fields::label);
    Optional<Boolean> isActive = fields.truth("isActive");
    Optional<Integer> rate =
        fields.number("rateLimitPerMinute", 1, CreateKey.MAX_REQUESTS_PER_MINUTE);
    return key ->
        key.changed(
            label.orElse(key.label()),
            isActive.orElse(key.isActive()),
            rate.orElse(key.ratePerMinute()));
  }
}
