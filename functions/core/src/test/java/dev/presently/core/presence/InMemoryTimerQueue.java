package dev.presently.core.presence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps the timers that were armed, for a test to read or to let go off. */
public final class InMemoryTimerQueue implements TimerQueue {
  private final List<Timer> armed = new ArrayList<>();

  @Override
  public synchronized void arm(List<Timer> timers) {
    armed.addAll(timers);
  }

  /** The timers that did not go off yet. */
  public synchronized List<Timer> timers() {
    return List.copyOf(armed);
  }

  /** Lets those timers go off whose time has come. */
  public synchronized List<Timer> goOff(Instant now) {
    List<Timer> due = armed.stream().filter(timer -> !timer.due().isAfter(now)).toList();
    armed.removeAll(due);
    return due;
  }
}
