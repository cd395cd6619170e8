package dev.presently.core.presence;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When each fact about a contact was last reported, by the engine's time where it gives one; {@code
 * names} is when a number and a LID were last reported together. A report without a time that
 * repeats what is known does not count.
 */
public record FactTimes(
    Optional<Instant> availability,
    Optional<Instant> typing,
    Optional<Instant> lastSeen,
    Optional<Instant> names) {
  public static final FactTimes NONE =
      new FactTimes(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether the first time is later; one that is known is later than one that is not. */
  static boolean isLater(Optional<Instant> first, Optional<Instant> second) {
    return first.isPresent() && second.filter(time -> !first.get().isAfter(time)).isEmpty();
  }

  FactTimes withNames(Instant reported) {
    return new FactTimes(availability, typing, lastSeen, later(names, Optional.of(reported)));
  }

  /** The later of each. */
  FactTimes latest(FactTimes other) {
    return new FactTimes(
        later(availability, other.availability),
        later(typing, other.typing),
        later(lastSeen, other.lastSeen),
        later(names, other.names));
  }

  static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
    return Stream.of(one, other).flatMap(Optional::stream).max(Comparator.naturalOrder());
  }
}
