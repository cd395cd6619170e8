package dev.presently.api.live;

import dev.presently.api.ApiWiring;
import dev.presently.core.InvalidValue;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.EnforceRateLimit;
import dev.presently.core.access.KeyId;
import dev.presently.core.access.KeyStore;
import dev.presently.core.access.RateLimit;
import dev.presently.core.client.AdmitClient;
import dev.presently.core.client.ClientAction;
import dev.presently.core.client.ClientToken;
import dev.presently.core.contact.Jid;
import dev.presently.core.live.Refusal;
import dev.presently.core.live.Viewer;
import dev.presently.core.live.ViewerCheck;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a connection may watch chats now. It counts as one request of its caller. {@link
 * InvalidValue} refuses the chats, {@link RefusedConnection} the caller.
 */
final class WatchAccess {
  private final KeyStore keys;
  private final SessionStore sessions;
  private final EnforceRateLimit limits;
  private final AdmitClient clients;
  private final Clock clock;

  WatchAccess(ApiWiring wiring) {
    this.keys = wiring.keys();
    this.sessions = wiring.sessions();
    this.limits = wiring.enforceRateLimit();
    this.clients = wiring.admitClient(limits);
    this.clock = wiring.clock();
  }

  /** The session that a message names, or that of the token. */
  static SessionName session(Viewer viewer, Optional<SessionName> named) {
    return switch (viewer) {
      case Viewer.OfToken(ClientToken token, _, _) -> {
        SessionName own = token.client().session();
        if (!named.orElse(own).equals(own)) {
          throw refused("forbidden", "this client token is of another session", "session");
        }
        yield own;
      }
      case Viewer.OfKey _ ->
          named.orElseThrow(
              () -> refused("missing_field", "missing required field: session", "session"));
    };
  }

  void check(Viewer viewer, SessionName session, List<Jid> chats) {
    switch (viewer) {
      case Viewer.OfToken(ClientToken token, var keyFingerprint, var origin) -> {
        if (!chats.stream().allMatch(token::reaches)) {
          throw refused(
              "chat_not_allowed", "this client token is limited to other chats", "chatIds");
        }
        var result = clients.admit(token, keyFingerprint, ClientAction.READ_PRESENCE, origin);
        if (!(result instanceof AdmitClient.Result.Admitted)) {
          throw new RefusedConnection(ViewerCheck.refusal(result));
        }
      }
      case Viewer.OfKey(KeyId id) -> check(id, session);
    }
    if (sessions.find(session).isEmpty()) {
      throw refused("session_not_found", "no session " + session, "session");
    }
  }

  private void check(KeyId id, SessionName session) {
    ApiKey key =
        keys.find(id)
            .filter(found -> found.isValid(clock.instant()))
            .orElseThrow(() -> new RefusedConnection(Refusal.unauthorized()));
    if (!key.grant().reaches(session)) {
      throw refused(
          "forbidden", "this key is limited to other sessions than " + session, "session");
    }
    switch (limits.limit(id, new RateLimit(key.ratePerMinute()), 1)) {
      case EnforceRateLimit.Result.Allowed _ -> {}
      case EnforceRateLimit.Result.Exceeded(int limit, int seconds) ->
          throw new RefusedConnection(Refusal.tooMany(limit, "minute", seconds));
      case EnforceRateLimit.Result.Unknown(_, var cause) -> throw cause;
    }
  }

  private static InvalidValue refused(String code, String sentence, String field) {
    return new InvalidValue(code, sentence, Optional.of(field));
  }
}
