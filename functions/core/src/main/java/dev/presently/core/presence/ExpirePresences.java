package dev.presently.core.presence;

import dev.presently.core.ConflictRetry;
import dev.presently.core.InParallel;
import dev.presently.core.Page;
import dev.presently.core.session.SessionName;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the presences of a session's contacts unknown that are stale, or that were last confirmed
 * through a connection that is lost. Each is a change, and stored when this returns; the same again
 * changes nothing.
 */
public final class ExpirePresences {
  /**
   * How far a call came.
   *
   * @param reached the path of the last record that was looked at; empty at the end
   * @param nextStale when the first of the presences that it left becomes stale
   */
  public record Result(Optional<String> reached, Optional<Instant> nextStale) {}

  /** A call changes at most so many presences. */
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
   * something to change. {@code lostAt} is when the connection was lost, if it was.
   */
  public Result expire(SessionName session, Optional<String> after, Optional<Instant> lostAt) {
    Optional<String> reached = after;
    Optional<Instant> nextStale = Optional.empty();
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      Page<ContactRecord> page = store.list(session, reached, MOST_CHANGES);
      List<PresenceKey> due =
          page.items().stream()
              .filter(record -> isDue(record, lostAt))
              .map(ContactRecord::key)
              .toList();
      nextStale =
          Stream.concat(
                  nextStale.stream(),
                  page.items().stream()
                      .filter(record -> !due.contains(record.key()))
                      .flatMap(record -> record.presence().stream())
                      .flatMap(presence -> presence.confirmed().stream())
                      .map(Confirmation::until))
              .min(Instant::compareTo);
      InParallel.each(due, key -> expire(key, lostAt));
      reached = page.next();
      if (reached.isEmpty() || !due.isEmpty()) {
        break;
      }
    }
    return new Result(reached, nextStale);
  }

  private boolean isDue(ContactRecord record, Optional<Instant> lostAt) {
    return record
        .presence()
        .filter(
            held -> held.isStale(clock.instant()) || lostAt.filter(held::isLostSince).isPresent())
        .isPresent();
  }

  /** Each end is one write: of an expired activity, then of the availability. */
  private boolean expire(PresenceKey key, Optional<Instant> lostAt) {
    return conflicts.retry(
        () -> {
          Optional<ContactRecord> held =
              store.find(key).filter(record -> record.key().equals(key) && isDue(record, lostAt));
          if (held.isEmpty()) {
            return Optional.of(true);
          }
          Instant now = clock.instant();
          Presence before = held.get().presence().orElseThrow();
          Presence after =
              before.hasExpired(now)
                  ? PresenceRules.expire(before, now)
                  : PresenceRules.lose(before, lostAt.orElseThrow(), now);
          store.save(held.get().with(after));
          return Optional.empty();
        });
  }
}
