package dev.presently.core.delivery;

import dev.presently.core.webhook.WebhookId;
import java.time.Instant;
import java.util.Optional;

/**
 * The deliveries of one subject to one webhook, in order: all up to {@code settled} have ended, and
 * {@code parked} ones wait. A lane is parked when an attempt fails, or when its webhook is paused
 * or its receiver has not answered quickly ({@link SendDelivery}); later deliveries wait behind its
 * head. {@code revision} and {@code parkedBefore} are as they were read; revision 0 has never been
 * stored.
 *
 * <p>Only the sender changes an open lane, and the queue gives it one delivery of a lane at a time.
 * The holder of the webhook's claim drains a parked lane, and the sender only adds to its end. A
 * save fails if the revision has changed since the read.
 */
public record Lane(
    LaneId id,
    WebhookId webhook,
    Optional<Position> settled,
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
      Optional<Position> settled,
      Optional<Parked> parked,
      long revision) {
    return new Lane(id, webhook, settled, parked, parked, revision);
  }

  /** A lane that was never stored. */
  public static Lane open(LaneId id, WebhookId webhook) {
    return read(id, webhook, Optional.empty(), Optional.empty(), 0);
  }

  /** The last delivery that was parked or ended. */
  Optional<Position> last() {
    return parked.map(Parked::newest).or(() -> settled);
  }

  /** The delivery here, or a later one, was parked or has ended. */
  boolean holds(Position position) {
    return settled.filter(last -> !position.isAfter(last)).isPresent()
        || parked.filter(waits -> !position.isAfter(waits.newest())).isPresent();
  }

  /** The delivery here was erased. */
  boolean hasErased(Position position) {
    return settled.filter(Position::isEnd).filter(end -> !position.isAfter(end)).isPresent();
  }

  /** Nothing is parked, and all up to that end is erased. */
  boolean isErasedUpTo(Position end) {
    return parked.isEmpty() && hasErased(end);
  }

  /** Nothing up to that end is ever sent again. */
  Lane erasedUpTo(Position end) {
    return with(Optional.of(end), Optional.empty());
  }

  /** The delivery here has ended, in an open lane. */
  public Lane settledAt(Position position) {
    return with(Optional.of(position), Optional.empty());
  }

  /** Adds a delivery at the end; {@code firstDue} counts if it is the head. */
  public Lane parkedWith(Position position, Instant firstDue) {
    return with(
        settled,
        Optional.of(
            parked
                .map(p -> new Parked(p.head(), position, p.waiting() + 1, p.nextAttemptAt()))
                .orElseGet(() -> new Parked(position, position, 1, firstDue))));
  }

  /** Replaces the newest delivery, which must not be the head. */
  public Lane replacingNewest(Position position) {
    return with(
        settled, parked.map(p -> new Parked(p.head(), position, p.waiting(), p.nextAttemptAt())));
  }

  /** The head waits for another attempt. */
  public Lane waitingUntil(Instant next) {
    return with(settled, parked.map(p -> new Parked(p.head(), p.newest(), p.waiting(), next)));
  }

  /** The first {@code ended} deliveries have ended; empty if none is left. */
  public Lane advanced(Optional<Position> nextHead, int ended, Instant due) {
    Parked before = parked.orElseThrow();
    Position last = nextHead.isPresent() ? before.head() : before.newest();
    return with(
        Optional.of(last),
        nextHead.map(head -> new Parked(head, before.newest(), before.waiting() - ended, due)));
  }

  /** This lane as it is after a successful save. */
  public Lane stored() {
    return read(id, webhook, settled, parked, revision + 1);
  }

  private Lane with(Optional<Position> last, Optional<Parked> waits) {
    return new Lane(id, webhook, last, waits, parkedBefore, revision);
  }
}
