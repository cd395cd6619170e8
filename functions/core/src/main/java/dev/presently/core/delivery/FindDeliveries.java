package dev.presently.core.delivery;

import dev.presently.core.InParallel;
import dev.presently.core.Page;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Gatherers;

/** Lists all deliveries of some sources, waiting or ended, at every webhook that there is. */
public final class FindDeliveries {
  private static final int WEBHOOKS_AT_ONCE = 500;
  private static final int LANES_AT_ONCE = 16;

  private final WebhookStore webhooks;
  private final LaneRecords records;

  public FindDeliveries(WebhookStore webhooks, LaneRecords records) {
    this.webhooks = webhooks;
    this.records = records;
  }

  /** Lane by lane, in each by position; {@code after} is the delivery with which a page ended. */
  public Page<DeliveryRecord> list(
      Collection<LaneSubject> sources, Optional<DeliveryId> after, int limit) {
    List<DeliveryRecord> found = new ArrayList<>();
    for (List<LaneId> some : windows(sources, after)) {
      InParallel.each(some, lane -> records.list(lane, begun(lane, after), limit + 1))
          .forEach(found::addAll);
      if (found.size() > limit) {
        List<DeliveryRecord> shown = found.subList(0, limit);
        return new Page<>(shown, Optional.of(shown.getLast().id().toString()));
      }
    }
    return new Page<>(found, Optional.empty());
  }

  private List<List<LaneId>> windows(Collection<LaneSubject> sources, Optional<DeliveryId> after) {
    var lanes = new TreeSet<>(Comparator.comparing(LaneId::value));
    for (Webhook webhook : Page.each(next -> webhooks.list(next, WEBHOOKS_AT_ONCE))) {
      sources.forEach(source -> lanes.add(LaneId.of(webhook.id(), source.lane())));
    }
    return after.map(last -> lanes.tailSet(last.lane(), true)).orElse(lanes).stream()
        .gather(Gatherers.windowFixed(LANES_AT_ONCE))
        .toList();
  }

  private static Optional<Position> begun(LaneId lane, Optional<DeliveryId> after) {
    return after.filter(last -> last.lane().equals(lane)).map(DeliveryId::position);
  }
}
