package dev.presently.core.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt of a delivery. {@code status} is the response's status code; {@code error} says why
 * the attempt failed (printable ASCII, at most 1 KiB).
 */
public record Attempt(
    Instant at,
    Duration took,
    Outcome.Kind outcome,
    Optional<Integer> status,
    Optional<String> error) {
  static Attempt of(Instant at, Duration took, Outcome outcome) {
    return new Attempt(
        at, took, outcome.kind(), outcome.statusCode(), outcome.error().filter(t -> !t.isEmpty()));
  }
}
