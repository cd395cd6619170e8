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
import java.util.stream.Stream;

/**
 * Forgets all deliveries of some sources, at every webhook that there is: what waits is not sent,
 * what has ended is not listed, and what comes out of the queue later is dropped. An attempt that
 * is under way may still arrive and be noted. May be called again after it failed.
 */
public final class EraseDeliveries {
  private static final int AT_ONCE = 500;

  /** Later than every event. */
  private static final Position LAST = Position.endOf(Instant.ofEpochMilli(999_999_999_999_999L));

  private record Place(LaneSubject source, Webhook webhook) {
    LaneId lane() {
      return LaneId.of(webhook.id(), source.lane());
    }
  }

  private final WebhookStore webhooks;
  private final LaneStore lanes;
  private final LaneRecords records;
  private final ConflictRetry conflicts;

  public EraseDeliveries(
      WebhookStore webhooks, LaneStore lanes, LaneRecords records, ConflictRetry conflicts) {
    this.webhooks = webhooks;
    this.lanes = lanes;
    this.records = records;
    this.conflicts = conflicts;
  }

  /** How many deliveries they were. */
  public int forget(SessionName session, Collection<LaneSubject> sources) {
    List<Place> places = new ArrayList<>();
    for (Webhook webhook : Page.each(after -> webhooks.list(after, AT_ONCE))) {
      sources.forEach(source -> places.add(new Place(source, webhook)));
    }
    return InParallel.each(places, place -> forget(session, place)).stream()
        .mapToInt(Integer::intValue)
        .sum();
  }

  /** First the lane: whoever attempts or parks something now must meet it as it was. */
  private int forget(SessionName session, Place place) {
    Optional<Position> end = conflicts.retry(() -> close(session, place));
    return records.remove(place.lane(), end.orElse(LAST));
  }

  private Optional<Optional<Position>> close(SessionName session, Place place) {
    Lane lane = lanes.find(place.lane(), place.webhook().id());
    Optional<Position> end = end(lane, place.source());
    boolean neverTold = lane.revision() == 0 && !place.webhook().concerns(session);
    Optional<Lane> closed =
        end.filter(last -> !neverTold && !lane.isErasedUpTo(last)).map(lane::erasedUpTo);
    return closed.isEmpty() || lanes.save(closed.get(), List.of())
        ? Optional.of(end)
        : Optional.empty();
  }

  /** Behind all that is known to have begun; nothing when nothing ever did. */
  private static Optional<Position> end(Lane lane, LaneSubject source) {
    return Stream.of(source.began(), lane.last().map(Position::began))
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder())
        .map(Position::endOf);
  }
}
