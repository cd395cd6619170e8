package dev.presently.api;

import dev.presently.core.Page;
import dev.presently.core.access.Grant;
import dev.presently.core.session.SessionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Limits a key with sessions to what belongs to them. */
public final class SessionScope {
  private static final int BATCH_SIZE = 500;

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

  /** One page of the items that the key may access, filtered from the whole list. */
  public static <T> Page<T> page(
      Grant grant,
      Function<T, Optional<SessionName>> session,
      Function<T, String> position,
      Optional<String> after,
      int limit,
      BiFunction<Optional<String>, Integer, Page<T>> list) {
    if (grant.reachesAll()) {
      return list.apply(after, limit);
    }
    int batch = Math.max(limit, BATCH_SIZE);
    Page<T> page = list.apply(after, batch);
    List<T> accessible = new ArrayList<>();
    while (true) {
      for (T item : page.items()) {
        if (reaches(grant, session.apply(item))) {
          if (accessible.size() == limit) {
            return new Page<>(accessible, Optional.of(position.apply(accessible.getLast())));
          }
          accessible.add(item);
        }
      }
      if (page.next().isEmpty()) {
        return new Page<>(accessible, Optional.empty());
      }
      page = list.apply(page.next(), batch);
    }
  }
}
