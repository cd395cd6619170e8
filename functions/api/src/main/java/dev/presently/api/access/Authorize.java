package dev.presently.api.access;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.presently.api.ApiWiring;
import dev.presently.api.Caller;
import dev.presently.api.KeepAlive;
import dev.presently.api.Priming;
import dev.presently.api.RequestLog;
import dev.presently.api.client.ClientTokens;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.Authenticate;
import dev.presently.core.access.KeyStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.crac.Core;
import org.crac.Resource;

/**
 * API Gateway's REQUEST authorizer: identifies the caller, and leaves it to the operations what the
 * caller may do, so one cached result serves the whole stage.
 */
public final class Authorize implements RequestStreamHandler, Resource {
  private final Authenticate keys;
  private final KeyStore keyStore;
  private final ClientTokens clientTokens;
  private final RequestLog log;

  public Authorize() {
    this(System.getenv());
  }

  public Authorize(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  Authorize(ApiWiring wiring) {
    this.keys = wiring.authenticate();
    this.keyStore = wiring.keys();
    this.clientTokens = new ClientTokens(wiring.clientRules(), wiring.clock());
    this.log = wiring.requestLog();
    Core.getGlobalContext().register(this);
  }

  /** Reads a key that does not exist; no secret is read, which the snapshot would hold. */
  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    Priming.run(
        () -> {
          keyStore.find(Priming.KEY);
          AuthorizerJson.allow(
              new Caller.Master(), "arn:aws:execute-api:us-east-1:123456789012:api/stage/GET/");
        },
        log::notPrimed);
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {}

  /** Throws for a 401: API Gateway answers that for this exact message. */
  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    var request = AuthorizerJson.read(event.readAllBytes());
    answer.write(request.map(this::allow).orElseGet(KeepAlive::answer));
  }

  private byte[] allow(AuthorizerJson.Request request) {
    Caller caller =
        request
            .authorization()
            .flatMap(this::caller)
            .orElseThrow(() -> new IllegalStateException("Unauthorized"));
    return AuthorizerJson.allow(caller, request.methodArn());
  }

  private Optional<Caller> caller(String authorization) {
    if (ClientTokens.isClientToken(authorization)) {
      return clientTokens.verify(authorization).map(Caller.class::cast);
    }
    return switch (keys.authenticate(authorization)) {
      case Authenticate.Result.Holder(ApiKey key) -> Optional.of(Caller.Holder.of(key));
      case Authenticate.Result.Master() -> Optional.of(new Caller.Master());
      case Authenticate.Result.Unknown() -> Optional.empty();
    };
  }
}
