package dev.presently.api;

import dev.presently.adapters.json.Json;
import dev.presently.core.access.KeyId;
import dev.presently.core.access.RateLimit;
import java.util.Optional;

/** Who calls, as the authorizer found it and tells it in the request's context. */
public record Caller(KeyId id, RateLimit rate) {
  /** Nobody, where no authorizer was asked. */
  static Optional<Caller> of(Json.Obj authorizer) {
    return authorizer.text("keyId").map(id -> of(id, authorizer));
  }

  private static Caller of(String id, Json.Obj authorizer) {
    try {
      int perMinute = Integer.parseInt(authorizer.text("rateLimitPerMinute").orElse(""));
      return new Caller(KeyId.parse(id), new RateLimit(perMinute));
    } catch (IllegalArgumentException e) {
      // Ours, not the caller's: it may not become a 400.
      throw new IllegalStateException("what the authorizer tells is no caller", e);
    }
  }
}
