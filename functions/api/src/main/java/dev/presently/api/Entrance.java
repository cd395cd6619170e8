package dev.presently.api;

/**
 * What a request passes on its way to an operation: first the caller's rate, then what it answered
 * to the same request before. Whoever calls without a key passes untouched.
 */
public final class Entrance {
  private final Journal journal;
  private final Gate rate;
  private final Gate once;

  Entrance(Journal journal, Gate rate, Gate once) {
    this.journal = journal;
    this.rate = rate;
    this.once = once;
  }

  Journal journal() {
    return journal;
  }

  /** Its answers stand around all others, errors as well. */
  Gate rate() {
    return rate;
  }

  Gate once() {
    return once;
  }
}
