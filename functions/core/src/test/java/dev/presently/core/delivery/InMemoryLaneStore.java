package dev.presently.core.delivery;

import dev.presently.core.Page;
import dev.presently.core.Pages;
import dev.presently.core.webhook.WebhookId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Keeps lanes and their deliveries in memory; one call at a time sees and changes them. */
public final class InMemoryLaneStore implements LaneStore, ParkedLanes, DeliveryLog {
  private final Map<LaneId, Lane> lanes = new HashMap<>();
  private final Map<LaneId, NavigableMap<Position, DeliveryRecord>> records = new HashMap<>();
  private int listings;

  @Override
  public synchronized Lane find(LaneId lane, WebhookId webhook) {
    Optional<Position> last = Optional.ofNullable(of(lane).lastEntry()).map(Map.Entry::getKey);
    return lanes.getOrDefault(lane, Lane.open(lane, webhook)).settledAt(last);
  }

  @Override
  public synchronized boolean save(Lane lane, List<DeliveryRecord> changed) {
    Lane held = find(lane.id(), lane.webhook());
    if (held.revision() != lane.revision()
        || !head(held.parked()).equals(head(lane.parkedBefore()))
        || changed.stream().anyMatch(this::waitsAgain)) {
      return false;
    }
    if (lane.isStored()) {
      lanes.put(lane.id(), lane.stored());
    } else {
      lanes.remove(lane.id());
    }
    changed.forEach(this::note);
    return true;
  }

  private static Optional<Position> head(Optional<Lane.Parked> parked) {
    return parked.map(Lane.Parked::head);
  }

  @Override
  public synchronized boolean replace(DeliveryRecord before, DeliveryRecord after) {
    return of(before.id().lane()).replace(before.id().position(), before, after);
  }

  @Override
  public synchronized Optional<DeliveryRecord> noteEnd(DeliveryRecord record) {
    of(record.id().lane()).putIfAbsent(record.id().position(), record);
    return record(record.id());
  }

  private boolean waitsAgain(DeliveryRecord next) {
    return !next.status().hasEnded()
        && record(next.id()).filter(held -> held.status().hasEnded()).isPresent();
  }

  @Override
  public synchronized Optional<DeliveryRecord> record(DeliveryId id) {
    return Optional.ofNullable(of(id.lane()).get(id.position()));
  }

  @Override
  public synchronized List<DeliveryRecord> waiting(LaneId lane, Position from, int limit) {
    listings++;
    return of(lane).tailMap(from, true).values().stream()
        .filter(record -> !record.status().hasEnded())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<LaneId> due(WebhookId webhook, Instant now, int limit) {
    return parked(webhook)
        .filter(lane -> !dueAt(lane).isAfter(now))
        .limit(limit)
        .map(Lane::id)
        .toList();
  }

  @Override
  public synchronized Optional<Instant> nextDue(WebhookId webhook) {
    return parked(webhook).findFirst().map(InMemoryLaneStore::dueAt);
  }

  @Override
  public synchronized long waiting(WebhookId webhook) {
    return parked(webhook).mapToLong(lane -> lane.parked().orElseThrow().waiting()).sum();
  }

  @Override
  public synchronized Page<DeliveryRecord> list(
      WebhookId webhook, Optional<DeliveryStatus.Word> status, Optional<String> after, int limit) {
    NavigableMap<String, DeliveryRecord> found = new TreeMap<>(Comparator.reverseOrder());
    all().stream()
        .filter(record -> record.delivery().webhook().equals(webhook))
        .filter(record -> status.filter(word -> word != record.status().word()).isEmpty())
        .forEach(record -> found.put(cursor(record), record));
    return Pages.of(found, after, limit, InMemoryLaneStore::cursor);
  }

  @Override
  public synchronized List<DeliveryRecord> list(LaneId lane, Optional<Position> after, int limit) {
    NavigableMap<Position, DeliveryRecord> all = of(lane);
    return after.map(last -> all.tailMap(last, false)).orElse(all).values().stream()
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized int remove(LaneId lane, Position last) {
    NavigableMap<Position, DeliveryRecord> gone = of(lane).headMap(last, true);
    int removed = gone.size();
    gone.clear();
    return removed;
  }

  /** Keeps it as it is, whatever its lane is. */
  public synchronized void note(DeliveryRecord record) {
    of(record.id().lane()).put(record.id().position(), record);
  }

  /** How often a lane was read through. */
  public synchronized int listings() {
    return listings;
  }

  /** Everything that is kept, for a test to judge. */
  public synchronized List<DeliveryRecord> all() {
    return records.values().stream().flatMap(lane -> lane.values().stream()).toList();
  }

  private NavigableMap<Position, DeliveryRecord> of(LaneId lane) {
    return records.computeIfAbsent(lane, _ -> new TreeMap<>());
  }

  private Stream<Lane> parked(WebhookId webhook) {
    return lanes.values().stream()
        .filter(lane -> lane.webhook().equals(webhook) && lane.parked().isPresent())
        .sorted(
            Comparator.comparing(InMemoryLaneStore::dueAt)
                .thenComparing(lane -> lane.id().value()));
  }

  private static Instant dueAt(Lane lane) {
    return lane.parked().orElseThrow().nextAttemptAt();
  }

  private static String cursor(DeliveryRecord record) {
    return DeliveryLogPosition.of(record).toString();
  }
}
