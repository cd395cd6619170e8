package dev.presently.api.client;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Fields;
import dev.presently.api.SessionScope;
import dev.presently.core.InvalidValue;
import dev.presently.core.access.ClientId;
import dev.presently.core.access.EphemeralId;
import dev.presently.core.client.ClientRulesStore;
import dev.presently.core.client.ClientToken;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /api/client-tokens}: a token for a browser, whose rights are the client rules that
 * its session has when it is used. Nothing is stored.
 */
public final class CreateClientToken extends ApiHandler {
  private static final int MAX_CHATS = 200;
  private static final int LEAST_SECONDS = 60;
  private static final int MOST_SECONDS = 3_600;
  private static final int DEFAULT_SECONDS = 900;

  /** API Gateway takes 8 KB from its authorizer, and 10,240 bytes of headers from a caller. */
  private static final int MAX_CHATS_TEXT = 6_000;

  private final ClientRulesStore rules;
  private final SessionStore sessions;
  private final Clock clock;

  public CreateClientToken() {
    this(System.getenv());
  }

  public CreateClientToken(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  CreateClientToken(ApiWiring wiring) {
    super(wiring.filters());
    this.rules = wiring.clientRules();
    this.sessions = wiring.sessions();
    this.clock = wiring.clock();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    ClientToken token = request.body(this::read);
    SessionName name = token.client().session();
    SessionScope.check(request.grant(), Optional.of(name));
    return rules
        .find(name)
        .map(found -> ClientTokenJson.created(token, found.tokenKey()))
        .orElseGet(() -> ClientRulesJson.missing(sessions, name));
  }

  private ClientToken read(Fields fields) {
    SessionName session = fields.required("session", SessionName::parse);
    EphemeralId ephemeralId = fields.required("ephemeralId", EphemeralId::parse);
    Optional<Set<Jid>> chats = fields.texts("chatIds", MAX_CHATS, Jid::parse).map(Set::copyOf);
    int seconds = fields.number("ttlSeconds", LEAST_SECONDS, MOST_SECONDS).orElse(DEFAULT_SECONDS);
    return fields.made(
        "chatIds",
        () ->
            checked(
                new ClientToken(
                    new ClientId(session, ephemeralId),
                    chats,
                    clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(seconds))));
  }

  private static ClientToken checked(ClientToken token) {
    if (token.chats().filter(Set::isEmpty).isPresent()) {
      throw new InvalidValue("accepted: 1 to " + MAX_CHATS + " chats, or no such field for all");
    }
    if (token.chatsText().filter(text -> text.length() > MAX_CHATS_TEXT).isPresent()) {
      throw new InvalidValue(
          "accepted: so many chats that their addresses have at most "
              + MAX_CHATS_TEXT
              + " characters together");
    }
    return token;
  }
}
