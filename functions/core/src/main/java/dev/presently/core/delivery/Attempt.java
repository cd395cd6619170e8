package dev.presently.core.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt of a delivery: when it began, how long it took, how it ended; with the status that
 * was answered, and the beginning of the answer (printable ASCII, at most 1 KiB) where it failed.
 */
public record Attempt(
    Instant at,
    Duration took,
    Outcome.Kind outcome,
    Optional<Integer> status,
    Optional<String> error) {
  static Attempt of(Instant at, Duration took, Outcome outcome) {
    return new Attempt(
        at, took, outcome.kind(), outcome.answered(), outcome.answer().filter(t -> !t.isEmpty()));
  }
}
