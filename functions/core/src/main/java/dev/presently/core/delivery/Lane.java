package dev.presently.core.delivery;

import dev.presently.core.webhook.WebhookId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The deliveries of one subject to one webhook, in order. Their records are the lane: an open lane
 * has none that waits, and {@code settled} is the last that has ended. {@code parked} ones wait. A
 * lane is parked when an attempt fails, or when its webhook is paused or its receiver has not
 * answered quickly ({@link SendDelivery}); later deliveries wait behind its head. Nothing up to
 * {@code erased} is ever sent again. {@code revision} and {@code parkedBefore} are as they were
 * read; revision 0 is a lane of which nothing is stored but its records.
 *
 * <p>The queue gives the sender one delivery of a lane at a time. The holder of the webhook's claim
 * drains a parked lane, and the sender only adds to its end. A save fails if the lane was parked,
 * drained, added to or erased since the read.
 */
public record Lane(
    LaneId id,
    WebhookId webhook,
    Optional<Position> settled,
    Optional<Position> erased,
    Optional<Parked> parked,
    Optional<Parked> parkedBefore,
    long revision) {
  /**
   * {@code waiting} deliveries from {@code head}, which is next, to {@code newest}; none is
   * attempted before {@code nextAttemptAt}.
   */
  public record Parked(Position head, Position newest, int waiting, Instant nextAttemptAt) {}

  /** A lane as it was read. */
  public static Lane read(
      LaneId id,
      WebhookId webhook,
      Optional<Position> erased,
      Optional<Parked> parked,
      long revision) {
    return new Lane(id, webhook, Optional.empty(), erased, parked, parked, revision);
  }

  /** A lane of which nothing is stored. */
  public static Lane open(LaneId id, WebhookId webhook) {
    return read(id, webhook, Optional.empty(), Optional.empty(), 0);
  }

  /** The same lane with its last record, which in a parked lane is that of the newest delivery. */
  public Lane settledAt(Optional<Position> last) {
    Optional<Position> ended =
        last.filter(it -> parked.filter(waits -> !it.isAfter(waits.newest())).isEmpty());
    return with(ended, erased, parked);
  }

  /**
   * Later deliveries have ended, although these are parked: their sender stood still between its
   * read of the lane and its write, and others had its work meanwhile.
   */
  Optional<Position> overtakenBy() {
    return settled.filter(_ -> parked.isPresent());
  }

  /** The last delivery that was parked or ended or erased, as far as it is known. */
  Optional<Position> last() {
    return Stream.of(parked.map(Parked::newest), settled, erased)
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder());
  }

  /** The delivery here, or a later one, was parked, has ended or was erased. */
  boolean holds(Position position) {
    return last().filter(last -> !position.isAfter(last)).isPresent();
  }

  /** The delivery here was erased. */
  boolean hasErased(Position position) {
    return erased.filter(end -> !position.isAfter(end)).isPresent();
  }

  /** Nothing is parked, and all up to that end is erased. */
  boolean isErasedUpTo(Position end) {
    return parked.isEmpty() && hasErased(end);
  }

  /** Nothing up to that end is ever sent again. */
  public Lane erasedUpTo(Position end) {
    return with(settled, Optional.of(end), Optional.empty());
  }

  /** Adds a delivery at the end; {@code firstDue} counts if it is the head. */
  public Lane parkedWith(Position position, Instant firstDue) {
    return with(
        parked
            .map(p -> new Parked(p.head(), position, p.waiting() + 1, p.nextAttemptAt()))
            .orElseGet(() -> new Parked(position, position, 1, firstDue)));
  }

  /** Replaces the newest delivery, which must not be the head. */
  public Lane replacingNewest(Position position) {
    return with(new Parked(head(), position, waits().waiting(), waits().nextAttemptAt()));
  }

  /** The head waits for another attempt. */
  public Lane waitingUntil(Instant next) {
    return with(new Parked(head(), waits().newest(), waits().waiting(), next));
  }

  /** The first {@code ended} deliveries have ended; empty if none is left. */
  public Lane advanced(Optional<Position> nextHead, int ended, Instant due) {
    return nextHead
        .map(head -> with(new Parked(head, waits().newest(), waits().waiting() - ended, due)))
        .orElseGet(() -> with(Optional.of(waits().newest()), erased, Optional.empty()));
  }

  /** This lane as it is after a successful save. */
  public Lane stored() {
    return new Lane(id, webhook, settled, erased, parked, parked, isStored() ? revision + 1 : 0);
  }

  /** Whether a save leaves more of the lane than its records. */
  public boolean isStored() {
    return parked.isPresent() || erased.isPresent();
  }

  private Parked waits() {
    return parked.orElseThrow();
  }

  private Position head() {
    return waits().head();
  }

  private Lane with(Parked waits) {
    return with(Optional.empty(), erased, Optional.of(waits));
  }

  private Lane with(Optional<Position> last, Optional<Position> end, Optional<Parked> waits) {
    return new Lane(id, webhook, last, end, waits, parkedBefore, revision);
  }
}
