package dev.presently.core.presence;

import java.time.Instant;

/** Wakes somebody up when an activity's time is up: at least once, never before. */
public interface TimerQueue {
  /** An activity of this key, which began at {@code since}, is to be looked at when it is due. */
  record Timer(PresenceKey key, Instant since, Instant due) {}

  void arm(Timer timer);
}
