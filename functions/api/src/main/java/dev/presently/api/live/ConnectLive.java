package dev.presently.api.live;

import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Caller;
import dev.presently.api.LiveEvent;
import dev.presently.api.LiveHandler;
import dev.presently.api.Priming;
import dev.presently.api.RequestLog;
import dev.presently.api.client.ClientTokens;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.Authenticate;
import dev.presently.core.access.EnforceRateLimit;
import dev.presently.core.access.KeyStore;
import dev.presently.core.access.RateLimit;
import dev.presently.core.access.Scope;
import dev.presently.core.client.AdmitClient;
import dev.presently.core.client.ClientAction;
import dev.presently.core.live.Connection;
import dev.presently.core.live.ConnectionStore;
import dev.presently.core.live.Refusal;
import dev.presently.core.live.Viewer;
import dev.presently.core.live.ViewerCheck;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.crac.Core;
import org.crac.Resource;

/**
 * {@code $connect}: opens a live connection for a client token or an API key with {@code
 * presence:read}. It counts as one request of its caller. A browser is told no reason of a refusal.
 */
public final class ConnectLive extends LiveHandler implements Resource {
  private final ClientTokens clientTokens;
  private final Authenticate keys;
  private final KeyStore keyStore;
  private final AdmitClient clients;
  private final EnforceRateLimit limits;
  private final ConnectionStore connections;
  private final Clock clock;
  private final RequestLog log;

  public ConnectLive() {
    this(System.getenv());
  }

  public ConnectLive(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  ConnectLive(ApiWiring wiring) {
    super(wiring.requestLog());
    this.clientTokens = new ClientTokens(wiring.clientRules(), wiring.clock());
    this.keys = wiring.authenticateHolders();
    this.keyStore = wiring.keys();
    this.limits = wiring.enforceRateLimit();
    this.clients = wiring.admitClient(limits);
    this.connections = wiring.connections();
    this.clock = wiring.clock();
    this.log = wiring.requestLog();
    Core.getGlobalContext().register(this);
  }

  /** Reads a key that does not exist. */
  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    Priming.run(() -> keyStore.find(Priming.KEY), log::notPrimed);
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {}

  @Override
  protected ApiResponse handle(LiveEvent event) {
    String authorization = event.authorization();
    if (ClientTokens.isClientToken(authorization)) {
      return clientTokens
          .verify(authorization)
          .map(client -> openFor(client, event))
          .orElseGet(() -> refused(Refusal.unauthorized()));
    }
    return switch (keys.authenticate(authorization)) {
      case Authenticate.Result.Holder(ApiKey key) -> openFor(key, event);
      case Authenticate.Result.Master(), Authenticate.Result.Unknown() ->
          refused(Refusal.unauthorized());
    };
  }

  private ApiResponse openFor(Caller.Client client, LiveEvent event) {
    var result =
        clients.admit(
            client.token(), client.keyFingerprint(), ClientAction.READ_PRESENCE, event.origin());
    return result instanceof AdmitClient.Result.Admitted
        ? open(
            event,
            new Viewer.OfToken(client.token(), client.keyFingerprint(), event.origin()),
            Optional.of(client.token().expiresAt()))
        : refused(ViewerCheck.refusal(result));
  }

  private ApiResponse openFor(ApiKey key, LiveEvent event) {
    if (!key.grant().allows(Scope.PRESENCE_READ)) {
      return refused(
          Refusal.notAllowed(
              "forbidden", "this key lacks the scope " + Scope.PRESENCE_READ.word()));
    }
    return switch (limits.limit(key.id(), new RateLimit(key.ratePerMinute()), 1)) {
      case EnforceRateLimit.Result.Allowed _ ->
          open(event, new Viewer.OfKey(key.id()), key.expiresAt());
      case EnforceRateLimit.Result.Exceeded(int limit, int seconds) ->
          refused(Refusal.tooMany(limit, "minute", seconds));
      case EnforceRateLimit.Result.Unknown(_, var cause) -> throw cause;
    };
  }

  private ApiResponse open(LiveEvent event, Viewer viewer, Optional<Instant> endsAt) {
    connections.save(Connection.opened(event.connection(), viewer, endsAt, clock.instant()));
    return ApiResponse.success();
  }

  private static ApiResponse refused(Refusal why) {
    return ApiResponse.error(why.status(), why.code(), why.sentence());
  }
}
