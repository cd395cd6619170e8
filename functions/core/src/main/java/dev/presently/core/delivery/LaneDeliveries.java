package dev.presently.core.delivery;

import dev.presently.core.ConflictRetry;
import dev.presently.core.InParallel;
import dev.presently.core.Page;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * Lists or erases all deliveries of some lanes of a session, waiting or ended, at its webhooks and
 * at those of all sessions.
 */
public final class LaneDeliveries {
  private static final int LANES_AT_ONCE = 16;

  /** Later than every event. */
  private static final Position LAST = Position.endOf(Instant.ofEpochMilli(999_999_999_999_999L));

  private record WebhookLane(Webhook webhook, LaneSubject subject) {
    LaneId id() {
      return LaneId.of(webhook.id(), subject.lane());
    }
  }

  private final WebhookStore webhooks;
  private final LaneStore lanes;
  private final ConflictRetry conflicts;

  public LaneDeliveries(WebhookStore webhooks, LaneStore lanes, ConflictRetry conflicts) {
    this.webhooks = webhooks;
    this.lanes = lanes;
    this.conflicts = conflicts;
  }

  /** Lane by lane, in each by position; {@code after} is the last delivery of the page before. */
  public Page<DeliveryRecord> list(
      SessionName session,
      Collection<LaneSubject> subjects,
      Optional<DeliveryId> after,
      int limit) {
    var ids = new TreeSet<>(Comparator.comparing(LaneId::value));
    lanesOf(session, subjects).forEach(lane -> ids.add(lane.id()));
    List<List<LaneId>> windows =
        after.map(last -> ids.tailSet(last.lane(), true)).orElse(ids).stream()
            .gather(Gatherers.windowFixed(LANES_AT_ONCE))
            .toList();
    List<DeliveryRecord> found = new ArrayList<>();
    for (List<LaneId> window : windows) {
      InParallel.each(
              window,
              lane -> {
                Optional<DeliveryId> last = after.filter(id -> id.lane().equals(lane));
                return lanes.list(lane, last.map(DeliveryId::position), limit + 1);
              })
          .forEach(found::addAll);
      if (found.size() > limit) {
        List<DeliveryRecord> page = found.subList(0, limit);
        return new Page<>(page, Optional.of(page.getLast().id().toString()));
      }
    }
    return new Page<>(found, Optional.empty());
  }

  /**
   * Returns how many deliveries were erased. Waiting ones are not sent, ended ones not listed, and
   * those still in the queue are dropped when they come. An attempt under way may still arrive and
   * be recorded. Idempotent, so it may be repeated after a failure.
   */
  public int erase(SessionName session, Collection<LaneSubject> subjects) {
    return InParallel.each(lanesOf(session, subjects), this::erase).stream()
        .mapToInt(Integer::intValue)
        .sum();
  }

  /** The lane first, so that a concurrent attempt or parking has a conflict. */
  private int erase(WebhookLane lane) {
    Optional<Position> end = conflicts.retry(() -> close(lane));
    return lanes.remove(lane.id(), end.orElse(LAST));
  }

  private Optional<Optional<Position>> close(WebhookLane place) {
    Lane lane = lanes.find(place.id(), place.webhook().id());
    Optional<Position> end = end(lane, place.subject());
    Optional<Lane> closed = end.filter(last -> !lane.isErasedUpTo(last)).map(lane::erasedUpTo);
    return closed.isEmpty() || lanes.save(closed.get(), List.of())
        ? Optional.of(end)
        : Optional.empty();
  }

  /** After the latest known begin of the subject; empty if none is known. */
  private static Optional<Position> end(Lane lane, LaneSubject subject) {
    return Stream.of(subject.began(), lane.last().map(Position::began))
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder())
        .map(Position::endOf);
  }

  private List<WebhookLane> lanesOf(SessionName session, Collection<LaneSubject> subjects) {
    return Stream.of(Optional.of(session), Optional.<SessionName>empty())
        .flatMap(owner -> webhooks.of(owner).stream())
        .flatMap(webhook -> subjects.stream().map(subject -> new WebhookLane(webhook, subject)))
        .toList();
  }
}
