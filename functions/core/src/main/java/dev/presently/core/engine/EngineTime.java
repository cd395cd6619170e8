package dev.presently.core.engine;

import java.time.Instant;

/**
 * The one rule for the times that engines give: a time ahead of our clock counts as now. Otherwise
 * it would outdate every later report until our clock had reached it.
 */
public final class EngineTime {
  private EngineTime() {}

  /** The time to order an event by that has just arrived. */
  public static Instant of(Instant given, Instant now) {
    return given.isAfter(now) ? now : given;
  }
}
