package dev.presently.api;

import dev.presently.core.access.Grant;
import dev.presently.core.access.KeyId;
import dev.presently.core.access.RateLimit;
import dev.presently.core.access.Scope;
import dev.presently.core.session.SessionName;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Callers for tests. */
public final class Callers {
  public static final Caller MASTER = new Caller.Master();

  private static final KeyId ID = new KeyId("key_" + "0123456789abcdef".repeat(2));

  private static final RateLimit RATE = new RateLimit(600);

  private Callers() {}

  /** A key with these scopes for all sessions. */
  public static Caller with(Scope... scopes) {
    return new Caller.Holder(ID, new Grant(Set.of(scopes), Optional.empty()), RATE);
  }

  /** A key with all scopes for these sessions. */
  public static Caller of(String... sessions) {
    return new Caller.Holder(
        ID,
        new Grant(
            Set.of(Scope.ALL),
            Optional.of(Arrays.stream(sessions).map(SessionName::new).collect(Collectors.toSet()))),
        RATE);
  }
}
