package dev.presently.api.access;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Fields;
import dev.presently.api.LabelText;
import dev.presently.api.RequestFilters;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.ChangeKey;
import dev.presently.core.access.KeyId;
import java.util.Map;
import java.util.Optional;

/**
 * {@code PATCH /admin/keys/{id}}: what is not named stays. A key that is switched off is refused
 * within a minute, for so long the gateway may keep what it was told of it.
 */
public final class UpdateKey extends ApiHandler {
  private record Wished(Optional<String> label, Optional<Boolean> active, Optional<Integer> rate) {
    static Wished read(Fields fields) {
      return new Wished(
          fields.optional("label", LabelText::text),
          fields.truth("isActive"),
          fields.number("rateLimitPerMinute", 1, NewKey.MOST_REQUESTS));
    }

    ApiKey on(ApiKey before) {
      return before.changed(
          label.orElse(before.label()),
          active.orElse(before.isActive()),
          rate.orElse(before.ratePerMinute()));
    }
  }

  private final ChangeKey keys;

  public UpdateKey() {
    this(System.getenv());
  }

  public UpdateKey(Map<String, String> environment) {
    var wiring = ApiWiring.of(environment);
    this(wiring.changeKey(), wiring.openEntrance());
  }

  UpdateKey(ChangeKey keys, RequestFilters entrance) {
    super(entrance);
    this.keys = keys;
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    Wished wished = request.body(Wished::read);
    KeyId id = request.key();
    return keys.change(id, wished::on).map(KeyJson::answer).orElseGet(() -> KeyJson.none(id));
  }
}
