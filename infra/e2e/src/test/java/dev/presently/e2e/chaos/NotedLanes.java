package dev.presently.e2e.chaos;

import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.InMemoryLaneStore;
import dev.presently.core.delivery.Lane;
import dev.presently.core.delivery.LaneId;
import dev.presently.core.delivery.LaneStore;
import dev.presently.core.delivery.Position;
import dev.presently.core.webhook.WebhookId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Lanes in memory; what a visit stores in them is noted. */
record NotedLanes(InMemoryLaneStore lanes, History history, Visit visit, InstantSource time)
    implements LaneStore {
  @Override
  public Lane find(LaneId lane, WebhookId webhook) {
    return lanes.find(lane, webhook);
  }

  @Override
  public boolean save(Lane lane, List<DeliveryRecord> records) {
    boolean saved = lanes.save(lane, records);
    if (saved) {
      visit.writes++;
      records.forEach(record -> history.step(new History.Step(time.instant(), record, visit)));
    }
    return saved;
  }

  @Override
  public Optional<DeliveryRecord> noteEnd(DeliveryRecord record) {
    Optional<DeliveryRecord> before = lanes.record(record.id());
    Optional<DeliveryRecord> stands = lanes.noteEnd(record);
    if (!stands.equals(before)) {
      visit.writes++;
      history.step(new History.Step(time.instant(), record, visit));
    }
    return stands;
  }

  @Override
  public boolean replace(DeliveryRecord before, DeliveryRecord after) {
    boolean replaced = lanes.replace(before, after);
    if (replaced) {
      visit.writes++;
      history.step(new History.Step(time.instant(), after, visit));
    }
    return replaced;
  }

  @Override
  public Optional<DeliveryRecord> record(DeliveryId id) {
    return lanes.record(id);
  }

  @Override
  public List<DeliveryRecord> waiting(LaneId lane, Position from, int limit) {
    return lanes.waiting(lane, from, limit);
  }

  @Override
  public List<DeliveryRecord> list(LaneId lane, Optional<Position> after, int limit) {
    return lanes.list(lane, after, limit);
  }

  @Override
  public int remove(LaneId lane, Position last) {
    return lanes.remove(lane, last);
  }
}
