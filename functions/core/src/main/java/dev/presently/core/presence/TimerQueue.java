package dev.presently.core.presence;

import java.time.Instant;
import java.util.List;

/** Delivers timers of activities at least once, never before they are due. */
public interface TimerQueue {
  /** Identifies an activity of this key by {@code since}; it is checked at {@code due}. */
  record Timer(PresenceKey key, Instant since, Instant due) {}

  /** Arms all of them; after a {@code DependencyFailed} any of them may be armed. */
  void arm(List<Timer> timers);
}
