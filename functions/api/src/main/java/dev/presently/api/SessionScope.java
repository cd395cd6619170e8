package dev.presently.api;

import dev.presently.core.access.Grant;
import dev.presently.core.session.SessionName;
import java.util.Optional;

/** Limits a key with sessions to what belongs to them. */
public final class SessionScope {
  private SessionScope() {}

  /** 403 for what belongs to another session; absent means all sessions. */
  public static void check(Grant grant, Optional<SessionName> session) {
    if (!reaches(grant, session)) {
      throw new RefusedRequest(
          403,
          "forbidden",
          session
              .map(name -> "this key is limited to other sessions than " + name)
              .orElse("this key is limited to some sessions, and this concerns all of them"));
    }
  }

  /** Whether the key may access what belongs to this session, or, where absent, to all sessions. */
  public static boolean reaches(Grant grant, Optional<SessionName> session) {
    return session.map(grant::reaches).orElseGet(grant::reachesAll);
  }
}
