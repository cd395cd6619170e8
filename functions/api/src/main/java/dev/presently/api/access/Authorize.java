package dev.presently.api.access;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.presently.api.ApiWiring;
import dev.presently.api.Caller;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.Authenticate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * API Gateway's REQUEST authorizer for all operations that ask for a key: tells them who calls, and
 * leaves it to them what that caller may do, so that one answer can be kept for the whole stage.
 */
public final class Authorize implements RequestStreamHandler {
  private final Authenticate keys;

  public Authorize() {
    this(System.getenv());
  }

  public Authorize(Map<String, String> environment) {
    this(ApiWiring.of(environment).authenticate());
  }

  Authorize(Authenticate keys) {
    this.keys = keys;
  }

  /** Throws where API Gateway has to answer 401: it takes this one message for that. */
  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    var asked = AuthorizerJson.read(event.readAllBytes());
    Caller caller =
        asked
            .authorization()
            .flatMap(this::caller)
            .orElseThrow(() -> new IllegalStateException("Unauthorized"));
    String allowed = AuthorizerJson.allowing(caller, asked.methodArn());
    answer.write(allowed.getBytes(StandardCharsets.UTF_8));
  }

  private Optional<Caller> caller(String authorization) {
    return switch (keys.authenticate(authorization)) {
      case Authenticate.Result.Holder(ApiKey key) -> Optional.of(Caller.Holder.of(key));
      case Authenticate.Result.Master() -> Optional.of(new Caller.Master());
      case Authenticate.Result.Nobody() -> Optional.empty();
    };
  }
}
