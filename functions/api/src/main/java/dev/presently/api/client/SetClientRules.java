package dev.presently.api.client;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Fields;
import dev.presently.api.Responses;
import dev.presently.core.InvalidValue;
import dev.presently.core.client.ClientAction;
import dev.presently.core.client.ClientRules;
import dev.presently.core.client.ClientRulesStore;
import dev.presently.core.client.WebOrigin;
import dev.presently.core.session.Secret;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * {@code PUT /api/sessions/{session}/client-rules}: replaces all of them, which counts at the next
 * use of a token; the key that signs the session's tokens stays, unless the body asks for a new
 * one.
 */
public final class SetClientRules extends ApiHandler {
  private static final int MAX_VALUES = 50;
  private static final int MAX_PER_MINUTE = 1_000_000;
  private static final int MAX_DAILY = 1_000_000_000;
  private static final int DEFAULT_PER_MINUTE = 60;
  private static final int KEY_BYTES = 32;

  private final ClientRulesStore rules;
  private final SessionStore sessions;

  public SetClientRules() {
    this(System.getenv());
  }

  public SetClientRules(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  SetClientRules(ApiWiring wiring) {
    super(wiring.filters());
    this.rules = wiring.clientRules();
    this.sessions = wiring.sessions();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    Input input = request.body(fields -> read(request.session(), fields));
    SessionName name = request.session();
    while (sessions.find(name).isPresent()) {
      Optional<Secret> key = rules.find(name).map(ClientRules::tokenKey);
      ClientRules changed =
          input
              .rules()
              .apply(key.filter(_ -> !input.rotatesKey()).orElseGet(SetClientRules::randomKey));
      // False if another request changed the key or removed the session meanwhile.
      if (key.map(old -> rules.replace(changed, old)).orElseGet(() -> rules.add(changed))) {
        return ClientRulesJson.answer(changed);
      }
    }
    return Responses.noSession(name);
  }

  /** Rules under the token key that they will have. */
  private record Input(Function<Secret, ClientRules> rules, boolean rotatesKey) {}

  private static Input read(SessionName session, Fields fields) {
    Set<ClientAction> actions =
        fields.optional("allowedActions", text -> set(text, ClientAction::parse)).orElse(Set.of());
    Set<WebOrigin> origins =
        fields.optional("allowedOrigins", text -> set(text, WebOrigin::parse)).orElse(Set.of());
    int perMinute = fields.number("rateLimit", 0, MAX_PER_MINUTE).orElse(DEFAULT_PER_MINUTE);
    int daily = fields.number("maxDaily", 0, MAX_DAILY).orElse(0);
    boolean isEnabled = fields.truth("enabled").orElse(true);
    boolean rotatesKey = fields.truth("rotateKey").orElse(false);
    return new Input(
        key -> new ClientRules(session, actions, origins, perMinute, daily, isEnabled, key),
        rotatesKey);
  }

  /** Values separated by commas; none in an empty text. */
  private static <T> Set<T> set(String text, Function<String, T> parse) {
    if (text.isBlank()) {
      return Set.of();
    }
    String[] values = text.split(",", -1);
    if (values.length > MAX_VALUES) {
      throw new InvalidValue("accepted: at most " + MAX_VALUES + ", separated by commas");
    }
    return Arrays.stream(values).map(String::strip).map(parse).collect(Collectors.toSet());
  }

  private static Secret randomKey() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
