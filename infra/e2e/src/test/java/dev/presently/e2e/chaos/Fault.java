package dev.presently.e2e.chaos;

/** What may happen at a call of a port. */
enum Fault {
  /** It fails, and nothing was done. */
  THROTTLED,
  /** It is done, and fails nevertheless. */
  ANSWER_LOST,
  /** The function dies before it is done. */
  KILLED_BEFORE,
  /** The function dies when it is done. */
  KILLED_AFTER,
  /** The function stands still for minutes before, and another one gets its messages. */
  STALLED_BEFORE,
  /** Likewise, when it is done. */
  STALLED_AFTER
}
