package dev.presently.api.access;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.RequestFilters;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.KeyStore;
import dev.presently.core.access.KeyText;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/** {@code POST /admin/keys}: the key is shown here alone; what is stored is its hash. */
public final class CreateKey extends ApiHandler {
  private final KeyStore keys;
  private final Supplier<KeyText> texts;
  private final Clock clock;

  public CreateKey() {
    this(System.getenv());
  }

  public CreateKey(Map<String, String> environment) {
    var wiring = ApiWiring.of(environment);
    this(wiring.keys(), random(), wiring.clock(), wiring.openEntrance());
  }

  CreateKey(KeyStore keys, Supplier<KeyText> texts, Clock clock, RequestFilters entrance) {
    super(entrance);
    this.keys = keys;
    this.texts = texts;
    this.clock = clock;
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    NewKey wished = request.body(NewKey::read);
    KeyText text = texts.get();
    ApiKey key =
        ApiKey.create(
            text.hash(),
            wished.label(),
            wished.grant(),
            wished.ratePerMinute(),
            clock.instant(),
            wished.lifetime());
    if (!keys.save(key)) {
      throw new IllegalStateException("two keys with one id");
    }
    return KeyJson.created(key, text);
  }

  private static Supplier<KeyText> random() {
    var random = new SecureRandom();
    return () -> {
      byte[] bytes = new byte[KeyText.BYTES];
      random.nextBytes(bytes);
      return KeyText.of(bytes);
    };
  }
}
