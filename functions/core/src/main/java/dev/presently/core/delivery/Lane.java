package dev.presently.core.delivery;

import dev.presently.core.webhook.WebhookId;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a lane has come: all up to {@code settled} has ended, and while it is parked, {@code
 * parked} says what waits. The revision is the one that was read, {@code parkedBefore} is what
 * waited then; revision 0 has never been stored.
 *
 * <p>An open lane is changed by the sender alone, to which the queue hands one delivery of a lane
 * after the other. A parked lane is drained by whoever holds its webhook's wake; the sender then
 * only adds to its end. Each change must meet the revision that was read, so whoever was outrun
 * reads again.
 */
public record Lane(
    LaneId id,
    WebhookId webhook,
    Optional<Position> settled,
    Optional<Parked> parked,
    Optional<Parked> parkedBefore,
    long revision) {
  /**
   * What waits: from {@code head}, which is next, to {@code newest}, {@code waiting} deliveries in
   * all; none is attempted before {@code nextAttemptAt}.
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

  /** Nothing was delivered or parked yet. */
  public static Lane open(LaneId id, WebhookId webhook) {
    return read(id, webhook, Optional.empty(), Optional.empty(), 0);
  }

  /** The last one that was taken; none yet. */
  Optional<Position> last() {
    return parked.map(Parked::newest).or(() -> settled);
  }

  /** What stands here has ended or waits already, or was overtaken by what has. */
  boolean holds(Position position) {
    return settled.filter(last -> !position.isAfter(last)).isPresent()
        || parked.filter(waits -> !position.isAfter(waits.newest())).isPresent();
  }

  /** What stands here was forgotten, at whatever stage it was. */
  boolean hasErased(Position position) {
    return settled.filter(Position::isEnd).filter(end -> !position.isAfter(end)).isPresent();
  }

  /** Nothing waits, and all up to that end is forgotten. */
  boolean isErasedUpTo(Position end) {
    return parked.isEmpty() && hasErased(end);
  }

  /** The lane without all that waits, in which what stands up to that end is never sent again. */
  Lane erasedUpTo(Position end) {
    return with(Optional.of(end), Optional.empty());
  }

  /** An open lane in which the delivery at this position has ended. */
  public Lane settledAt(Position position) {
    return with(Optional.of(position), Optional.empty());
  }

  /** The lane with this delivery at its end; a first one is due then. */
  public Lane parkedWith(Position position, Instant firstDue) {
    return with(
        settled,
        Optional.of(
            parked
                .map(p -> new Parked(p.head(), position, p.waiting() + 1, p.nextAttemptAt()))
                .orElseGet(() -> new Parked(position, position, 1, firstDue))));
  }

  /** The lane with this delivery in the place of the newest, which is not the head. */
  public Lane replacingNewest(Position position) {
    return with(
        settled, parked.map(p -> new Parked(p.head(), position, p.waiting(), p.nextAttemptAt())));
  }

  /** Its head waits for another attempt until then. */
  public Lane waitingUntil(Instant next) {
    return with(settled, parked.map(p -> new Parked(p.head(), p.newest(), p.waiting(), next)));
  }

  /** Its head has ended, with {@code ended} deliveries in all; another is next, or none is left. */
  public Lane advanced(Optional<Position> nextHead, int ended, Instant due) {
    Parked before = parked.orElseThrow();
    Position last = nextHead.isPresent() ? before.head() : before.newest();
    return with(
        Optional.of(last),
        nextHead.map(head -> new Parked(head, before.newest(), before.waiting() - ended, due)));
  }

  /** The same lane as it was stored. */
  public Lane stored() {
    return read(id, webhook, settled, parked, revision + 1);
  }

  private Lane with(Optional<Position> last, Optional<Parked> waits) {
    return new Lane(id, webhook, last, waits, parkedBefore, revision);
  }
}
