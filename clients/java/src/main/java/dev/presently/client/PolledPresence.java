package dev.presently.client;

import dev.presently.client.api.PresenceApi;
import dev.presently.client.http.ApiException;
import dev.presently.client.model.Presence;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One contact's presence, returned only when it differs from the one before: the server answers 304
 * without a body as long as it is the same. For one thread.
 */
public final class PolledPresence {
  private static final int NOT_MODIFIED = 304;

  private final PresenceApi api;
  private final String session;
  private final String chatId;
  private @Nullable String etag;

  PolledPresence(PresenceApi api, String session, String chatId) {
    this.api = api;
    this.session = session;
    this.chatId = chatId;
  }

  /** The presence if this is the first call, or if it changed since the last one. */
  public Optional<Presence> ifChanged() {
    try {
      var answer = api.getPresenceWithHttpInfo(session, chatId, etag);
      etag = answer.getHeaders().getOrDefault("ETag", List.of()).stream().findFirst().orElse(null);
      return Optional.of(answer.getData().getData());
    } catch (ApiException failed) {
      if (failed.getCode() == NOT_MODIFIED) {
        return Optional.empty();
      }
      throw failed;
    }
  }
}
