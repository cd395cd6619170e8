package dev.presently.core.access;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Counts in tens where a requester's limit is large: after its first request of a minute this
 * instance counts ten at once, and the next nine need no call. They are counted before they are
 * used and expire with their minute, so that never more is let through than the limit allows. What
 * expires unused, at most nine for each instance, is missing from the limit; the second half of the
 * limit is counted one by one.
 */
public final class LeasedRequestCounter implements RequestCounter {
  private static final int LEASE = 10;
  private static final int LEAST_PER_MINUTE = 200;
  private static final int KEYS = 1_000;

  /** The counts that this instance saw last, and how many of them it has not used. */
  private record Lease(RequestCounts counts, int unused) {
    static final Lease NONE = new Lease(RequestCounts.NONE, 0);

    Lease at(Instant now) {
      RequestCounts current = counts.at(now);
      return current.minute() == counts.minute() ? this : new Lease(current, 0);
    }

    boolean covers(RateLimit limit, int requests, Instant now) {
      return requests <= unused && counts.requests() <= limit.room(counts, now);
    }

    /** The counts without what is not used yet. */
    RequestCounts used() {
      return counts.plus(-unused);
    }
  }

  private final RequestCounter shared;
  private final SequencedMap<Requester, Lease> leases = new LinkedHashMap<>();

  public LeasedRequestCounter(RequestCounter shared) {
    this.shared = shared;
  }

  @Override
  public synchronized Optional<Result> countWithoutCall(
      Requester requester, RateLimit limit, int requests, Instant now) {
    Lease lease = lease(requester, now);
    if (lease.covers(limit, requests, now)) {
      Lease rest = new Lease(lease.counts(), lease.unused() - requests);
      leases.put(requester, rest);
      return Optional.of(new Result.Counted(rest.used()));
    }
    return limit.allows(requests, lease.counts(), now)
        ? Optional.empty()
        : Optional.of(new Result.Full(lease.used()));
  }

  @Override
  public Result count(Requester requester, RateLimit limit, int requests, Instant now) {
    return countWithoutCall(requester, limit, requests, now)
        .orElseGet(
            () ->
                mayLease(requester, limit, requests, now)
                    ? counted(requester, limit, requests, LEASE, now)
                    : counted(requester, limit, requests, requests, now));
  }

  private Result counted(
      Requester requester, RateLimit limit, int requests, int taken, Instant now) {
    return switch (shared.count(requester, limit, taken, now)) {
      case Result.Counted(var counts) -> {
        Lease more = new Lease(counts, taken - requests);
        add(requester, more);
        yield new Result.Counted(more.used());
      }
      case Result.Full(_) when taken > requests ->
          counted(requester, limit, requests, requests, now);
      case Result.Full(var counts) -> {
        add(requester, new Lease(counts, 0));
        yield new Result.Full(counts);
      }
    };
  }

  private synchronized boolean mayLease(
      Requester requester, RateLimit limit, int requests, Instant now) {
    RequestCounts counts = lease(requester, now).counts();
    return limit.perMinute() >= LEAST_PER_MINUTE
        && requests < LEASE
        && counts.requests() > 0
        && 2 * (counts.requests() + LEASE) <= limit.room(counts, now);
  }

  private Lease lease(Requester requester, Instant now) {
    return leases.getOrDefault(requester, Lease.NONE).at(now);
  }

  /** What was leased for an earlier minute is lost. */
  private synchronized void add(Requester requester, Lease more) {
    Lease held = leases.getOrDefault(requester, Lease.NONE);
    if (held.counts().minute() <= more.counts().minute()) {
      leases.putLast(
          requester, held.counts().minute() == more.counts().minute() ? sum(held, more) : more);
      if (leases.size() > KEYS) {
        leases.pollFirstEntry();
      }
    }
  }

  private static Lease sum(Lease one, Lease other) {
    RequestCounts later =
        one.counts().requests() > other.counts().requests() ? one.counts() : other.counts();
    return new Lease(later, one.unused() + other.unused());
  }
}
