package dev.presently.core.live;

import dev.presently.core.access.ApiKey;
import dev.presently.core.access.KeyId;
import dev.presently.core.access.KeyStore;
import dev.presently.core.access.Scope;
import dev.presently.core.client.AdmitClient;
import dev.presently.core.client.ClientAction;
import dev.presently.core.client.ClientRules;
import dev.presently.core.client.ClientRulesStore;
import dev.presently.core.session.SessionName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Checks who may watch a session now; reads each key and each session's rules once. */
public final class ViewerCheck {
  private final KeyStore keys;
  private final ClientRulesStore rules;
  private final Instant now;
  private final Map<KeyId, Optional<ApiKey>> readKeys = new ConcurrentHashMap<>();
  private final Map<SessionName, Optional<ClientRules>> readRules = new ConcurrentHashMap<>();

  public ViewerCheck(KeyStore keys, ClientRulesStore rules, Instant now) {
    this.keys = keys;
    this.rules = rules;
    this.now = now;
  }

  /** Why the viewer may not; empty if it may. */
  public Optional<Refusal> refusal(Viewer viewer, SessionName session) {
    return switch (viewer) {
      case Viewer.OfKey(var id) -> ofKey(id, session);
      case Viewer.OfToken(var token, var keyFingerprint, var origin) ->
          AdmitClient.refusal(
                  readRules.computeIfAbsent(session, rules::find),
                  token,
                  keyFingerprint,
                  ClientAction.READ_PRESENCE,
                  origin,
                  now)
              .map(ViewerCheck::refusal);
    };
  }

  /** The viewer's key; empty if it is no valid one. */
  public Optional<ApiKey> key(KeyId id) {
    return readKeys.computeIfAbsent(id, keys::find).filter(key -> key.isValid(now));
  }

  private Optional<Refusal> ofKey(KeyId id, SessionName session) {
    return key(id)
        .map(
            key ->
                key.grant().allows(Scope.PRESENCE_READ) && key.grant().reaches(session)
                    ? Optional.<Refusal>empty()
                    : Optional.of(
                        Refusal.notAllowed(
                            "forbidden", "this key does not reach the presence of " + session)))
        .orElse(Optional.of(Refusal.EXPIRED));
  }

  /** What is told to a client whose token or whose request does not count. */
  public static Refusal refusal(AdmitClient.Result result) {
    return switch (result) {
      case AdmitClient.Result.Disabled() ->
          Refusal.notAllowed("clients_disabled", "the session's client rules are switched off");
      case AdmitClient.Result.ActionNotAllowed() ->
          Refusal.notAllowed(
              "action_not_allowed", "the session's client rules do not allow read_presence");
      case AdmitClient.Result.OriginNotAllowed() ->
          Refusal.notAllowed(
              "origin_not_allowed",
              "the session's client rules do not allow the page's Origin, or it has none");
      case AdmitClient.Result.TooMany(int limit, int seconds) ->
          Refusal.tooMany(limit, "minute", seconds);
      case AdmitClient.Result.TooManyToday(int limit, int seconds) ->
          Refusal.tooMany(limit, "day", seconds);
      case AdmitClient.Result.NotValid(), AdmitClient.Result.Admitted(var _) -> Refusal.EXPIRED;
    };
  }
}
