package dev.presently.api;

import dev.presently.core.Page;
import dev.presently.core.access.Grant;
import dev.presently.core.session.SessionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** How far a key reaches that is limited to some sessions. */
public final class SessionScope {
  private static final int READ_AT_ONCE = 500;

  private SessionScope() {}

  /** Refuses what belongs to another session; an absent one stands for all of them. */
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

  /** Whether it reaches what belongs to this session, or to all of them. */
  public static boolean reaches(Grant grant, Optional<SessionName> session) {
    return session.map(grant::reaches).orElseGet(grant::reachesAll);
  }

  /** One page of those that the key reaches, out of a list that holds others as well. */
  public static <T> Page<T> page(
      Grant grant,
      Function<T, Optional<SessionName>> session,
      Function<T, String> place,
      Optional<String> after,
      int limit,
      BiFunction<Optional<String>, Integer, Page<T>> list) {
    if (grant.reachesAll()) {
      return list.apply(after, limit);
    }
    int atOnce = Math.max(limit, READ_AT_ONCE);
    Page<T> page = list.apply(after, atOnce);
    List<T> reached = new ArrayList<>();
    while (true) {
      for (T item : page.items()) {
        if (reaches(grant, session.apply(item))) {
          if (reached.size() == limit) {
            return new Page<>(reached, Optional.of(place.apply(reached.getLast())));
          }
          reached.add(item);
        }
      }
      if (page.next().isEmpty()) {
        return new Page<>(reached, Optional.empty());
      }
      page = list.apply(page.next(), atOnce);
    }
  }
}
