package dev.presently.api.access;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Fields;
import dev.presently.core.InvalidValue;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.ChecksumKey;
import dev.presently.core.access.ChecksumKeyStore;
import dev.presently.core.access.Grant;
import dev.presently.core.access.KeyStore;
import dev.presently.core.access.KeyText;
import dev.presently.core.access.Scope;
import dev.presently.core.session.SessionName;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** {@code POST /admin/keys}: only this answer shows the key; its hash is stored. */
public final class CreateKey extends ApiHandler {
  static final int MAX_REQUESTS_PER_MINUTE = 1_000_000;
  private static final int DEFAULT_REQUESTS_PER_MINUTE = 600;
  private static final int MAX_SCOPES = 20;
  private static final int MAX_SESSIONS = 100;
  private static final int MAX_DAYS = 3650;

  private final KeyStore keys;
  private final ChecksumKeyStore checksumKeys;
  private final Supplier<byte[]> random;
  private final Clock clock;

  public CreateKey() {
    this(System.getenv());
  }

  public CreateKey(Map<String, String> environment) {
    this(ApiWiring.of(environment), CreateKey::randomBytes);
  }

  /** Takes a source of 32 random bytes. */
  CreateKey(ApiWiring wiring, Supplier<byte[]> random) {
    super(wiring.noFilters());
    this.keys = wiring.keys();
    this.checksumKeys = wiring.checksumKeys();
    this.random = random;
    this.clock = wiring.clock();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    ChecksumKey checksums = checksumKeys.createIfAbsent(ChecksumKey.of(random.get()));
    KeyText text = KeyText.of(random.get(), checksums);
    ApiKey key = request.body(fields -> read(fields, text));
    if (!keys.save(key)) {
      throw new IllegalStateException("two keys with one id");
    }
    return KeyJson.created(key, text);
  }

  private ApiKey read(Fields fields, KeyText text) {
    String label = fields.required("label", Fields::label);
    Set<Scope> scopes = Set.copyOf(fields.requiredTexts("scopes", MAX_SCOPES, Scope::parse));
    Optional<Set<SessionName>> sessions =
        fields
            .texts("sessions", MAX_SESSIONS, SessionName::parse)
            .map(names -> fields.made("sessions", () -> nonEmpty(names)));
    Optional<Duration> lifetime = fields.number("lifetimeDays", 1, MAX_DAYS).map(Duration::ofDays);
    int ratePerMinute =
        fields
            .number("rateLimitPerMinute", 1, MAX_REQUESTS_PER_MINUTE)
            .orElse(DEFAULT_REQUESTS_PER_MINUTE);
    return ApiKey.create(
        text.hash(), label, new Grant(scopes, sessions), ratePerMinute, clock.instant(), lifetime);
  }

  private static Set<SessionName> nonEmpty(List<SessionName> names) {
    if (names.isEmpty()) {
      throw new InvalidValue("accepted: 1 to " + MAX_SESSIONS + " names, or no such field for all");
    }
    return Set.copyOf(names);
  }

  private static byte[] randomBytes() {
    byte[] bytes = new byte[KeyText.BYTES];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
