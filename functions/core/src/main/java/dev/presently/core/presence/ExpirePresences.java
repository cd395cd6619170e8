package dev.presently.core.presence;

import dev.presently.core.ConflictRetry;
import dev.presently.core.InParallel;
import dev.presently.core.Page;
import dev.presently.core.session.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Makes the presences of a session's contacts unknown that are stale, or that were last confirmed
 * through a connection that is lost. Each is a change, and stored when this returns; the same again
 * changes nothing. Presences that were confirmed while the session believed them for another time
 * are believed for the present one.
 */
public final class ExpirePresences {
  /**
   * How far a call came.
   *
   * @param reached the path of the last record that was looked at; empty at the end
   * @param nextStale when the first of the presences that it left becomes stale
   */
  public record Result(Optional<String> reached, Optional<Instant> nextStale) {}

  /** A call writes at most so many presences. */
  public static final int MOST_CHANGES = 100;

  private static final int MOST_PAGES = 50;

  private final PresenceStore store;
  private final ConflictRetry conflicts;
  private final Clock clock;

  public ExpirePresences(PresenceStore store, ConflictRetry conflicts, Clock clock) {
    this.store = store;
    this.conflicts = conflicts;
    this.clock = clock;
  }

  /**
   * Looks through the records after this path, some thousand at most, until a page of them had
   * something to write. {@code lostAt} is when the connection was lost, if it was.
   */
  public Result expire(Session session, Optional<String> after, Optional<Instant> lostAt) {
    UnaryOperator<Presence> next = held -> next(held, session.engine().staleAfter(), lostAt);
    Optional<String> reached = after;
    Optional<Instant> nextStale = Optional.empty();
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      Page<ContactRecord> page = store.list(session.name(), reached, MOST_CHANGES);
      List<ContactRecord> current =
          InParallel.each(
              page.items(), record -> isDue(record, next) ? expire(record.key(), next) : record);
      nextStale =
          Stream.concat(
                  nextStale.stream(),
                  current.stream()
                      .flatMap(record -> record.presence().stream())
                      .flatMap(presence -> presence.confirmed().stream())
                      .map(Confirmation::until))
              .min(Instant::compareTo);
      reached = page.next();
      if (reached.isEmpty() || !current.equals(page.items())) {
        break;
      }
    }
    return new Result(reached, nextStale);
  }

  /** Each end is one write: of an expired activity, then of the availability. */
  private Presence next(Presence held, Optional<Duration> staleAfter, Optional<Instant> lostAt) {
    Instant now = clock.instant();
    // What nobody confirmed is from before: from an engine that was believed for ever.
    Presence confirmed =
        held.confirmed().isPresent() ? held : held.believedFor(staleAfter, lostAt.orElse(now));
    boolean isLost = lostAt.filter(confirmed::isLostSince).isPresent();
    if (held.isStale(now) || (isLost && held.hasExpired(now))) {
      return PresenceRules.expire(held, now);
    }
    return isLost
        ? PresenceRules.lose(confirmed, lostAt.orElseThrow(), now)
        : confirmed.believedFor(staleAfter, now);
  }

  private static boolean isDue(ContactRecord record, UnaryOperator<Presence> next) {
    return record.presence().filter(held -> !next.apply(held).equals(held)).isPresent();
  }

  /** Returns the record as it is then. */
  private ContactRecord expire(PresenceKey key, UnaryOperator<Presence> next) {
    return conflicts.retry(
        () -> {
          ContactRecord held = store.find(key).orElseGet(() -> ContactRecord.none(key));
          if (!held.key().equals(key) || !isDue(held, next)) {
            return Optional.of(held);
          }
          store.save(held.with(next.apply(held.presence().orElseThrow())));
          return Optional.empty();
        });
  }
}
