package dev.presently.core;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that a test advances, in whole milliseconds. */
public final class TestClock extends Clock {
  /** The initial time. */
  public static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  public void set(Instant instant) {
    now.set(instant.truncatedTo(ChronoUnit.MILLIS));
  }

  /** Moves the clock and returns what it shows then. */
  public Instant advance(Duration duration) {
    return now.updateAndGet(before -> before.plus(duration).truncatedTo(ChronoUnit.MILLIS));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("a test clock shows UTC");
  }
}
