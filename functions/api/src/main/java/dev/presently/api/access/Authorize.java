package dev.presently.api.access;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.presently.api.ApiWiring;
import dev.presently.api.Caller;
import dev.presently.api.KeepAlive;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.Authenticate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;

/**
 * API Gateway's REQUEST authorizer: identifies the caller, and leaves it to the operations what the
 * caller may do, so one cached result serves the whole stage.
 */
public final class Authorize implements RequestStreamHandler {
  private final Authenticate keys;

  public Authorize() {
    this(System.getenv());
  }

  public Authorize(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  Authorize(ApiWiring wiring) {
    this.keys = wiring.authenticate();
  }

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
    return switch (keys.authenticate(authorization)) {
      case Authenticate.Result.Holder(ApiKey key) -> Optional.of(Caller.Holder.of(key));
      case Authenticate.Result.Master() -> Optional.of(new Caller.Master());
      case Authenticate.Result.Unknown() -> Optional.empty();
    };
  }
}
