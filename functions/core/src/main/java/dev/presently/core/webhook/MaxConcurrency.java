package dev.presently.core.webhook;

import dev.presently.core.InParallel;

/**
 * How many requests at most are open at a receiver at once, from 1 to 100; redeliveries and tests
 * come on top. Parked deliveries, which one function at a time drains, have a share of their own.
 * With fewer than 32, all deliveries are parked first, because several functions send those that
 * are not.
 */
public record MaxConcurrency(int value) {
  public static final int MAX = 100;
  public static final MaxConcurrency DEFAULT = new MaxConcurrency(32);

  /** The share of parked deliveries. */
  private static final int PARKED = 12;

  public MaxConcurrency {
    if (value < 1 || value > MAX) {
      throw new IllegalArgumentException("from 1 to " + MAX);
    }
  }

  public boolean parksAll() {
    return value < DEFAULT.value;
  }

  /** Requests with parked deliveries. */
  public int ofParked() {
    return parksAll() ? Math.min(value, InParallel.MAX_THREADS) : PARKED;
  }

  /** Requests of one of that many functions with deliveries that were never parked; at least 1. */
  public int ofEach(int functions) {
    return Math.max(1, (value - PARKED) / functions);
  }
}
