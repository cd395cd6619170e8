package dev.presently.core.client;

import dev.presently.core.Sha256;
import dev.presently.core.session.Secret;
import dev.presently.core.session.SessionName;
import java.util.Set;

/**
 * What the client tokens of a session may do; they count at each use of a token.
 *
 * @param origins empty means that the origin is not checked
 * @param ratePerMinute most requests of one {@code ephemeralId} in a sliding minute; 0 means no
 *     limit
 * @param maxDaily most requests of one {@code ephemeralId} in a day (UTC); 0 means no limit
 * @param tokenKey signs the session's tokens; it stays while the rules change, unless a new one is
 *     asked for
 */
public record ClientRules(
    SessionName session,
    Set<ClientAction> actions,
    Set<WebOrigin> origins,
    int ratePerMinute,
    int maxDaily,
    boolean isEnabled,
    Secret tokenKey) {
  private static final int FINGERPRINT_DIGITS = 16;

  public ClientRules {
    actions = Set.copyOf(actions);
    origins = Set.copyOf(origins);
  }

  /** Tells token keys apart without revealing one. */
  public static String fingerprint(Secret tokenKey) {
    return Sha256.hex(tokenKey.value()).substring(0, FINGERPRINT_DIGITS);
  }

  /** Compares exactly, as browsers send one form only. */
  boolean allowsOrigin(String origin) {
    return origins.contains(new WebOrigin(origin));
  }
}
