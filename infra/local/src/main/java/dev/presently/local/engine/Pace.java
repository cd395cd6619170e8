package dev.presently.local.engine;

import java.time.Duration;

/**
 * How long a stub takes.
 *
 * @param step from one state of the connection to the next, and between two acts of a contact
 * @param scan until the QR code is scanned
 * @param typing how long a contact types at an engine that does not tell when typing ends
 */
public record Pace(Duration step, Duration scan, Duration typing) {
  /** For people who watch. */
  public static final Pace WATCHED =
      new Pace(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(27));

  /** For tests. */
  public static final Pace FAST =
      new Pace(Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofSeconds(27));
}
