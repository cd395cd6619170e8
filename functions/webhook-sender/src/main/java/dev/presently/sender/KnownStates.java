package dev.presently.sender;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.presently.adapters.lambda.BatchProcessor;
import dev.presently.adapters.sqs.DeliveryMessage;
import dev.presently.core.delivery.BatchReader.Batch;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.Lane;
import dev.presently.core.delivery.LaneId;
import dev.presently.core.delivery.SendDelivery;
import dev.presently.core.delivery.WebhookState;
import dev.presently.core.delivery.WebhookStates;
import dev.presently.core.webhook.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of the webhooks and lanes of one batch: read at once before its first attempt, and
 * kept up to date by its attempts.
 */
final class KnownStates {
  /** An older lane is read again: it may have been erased. */
  private static final Duration LANE_MAX_AGE = Duration.ofSeconds(1);

  private record KnownLane(Lane lane, Instant at) {}

  private final Map<WebhookId, CachedWebhookState> webhooks = new ConcurrentHashMap<>();
  private final Map<LaneId, KnownLane> lanes = new ConcurrentHashMap<>();
  private final Map<String, String> series = new HashMap<>();
  private final WebhookStates states;
  private final InstantSource clock;

  private KnownStates(WebhookStates states, InstantSource clock) {
    this.states = states;
    this.clock = clock;
  }

  /** Knows nothing if that read fails or a message is broken: then each delivery reads its own. */
  static KnownStates read(
      SQSEvent event,
      SendDelivery deliveries,
      WebhookStates states,
      int functions,
      InstantSource clock) {
    var known = new KnownStates(states, clock);
    try {
      Map<LaneId, Delivery> firsts = new LinkedHashMap<>();
      event.getRecords().stream()
          .map(message -> DeliveryMessage.read(message.getBody()))
          .forEach(delivery -> firsts.putIfAbsent(delivery.lane(), delivery));
      Batch batch = deliveries.read(firsts.values());
      batch.webhooks().forEach((id, state) -> known.webhook(id).set(state));
      batch.lanes().values().forEach(known::add);
      known.spread(firsts.values(), batch.webhooks(), functions);
    } catch (RuntimeException e) {
      return new KnownStates(states, clock);
    }
    return known;
  }

  /** Lanes of a webhook are in one of as many series as its requests may be open at once here. */
  private void spread(
      Collection<Delivery> firsts, Map<WebhookId, WebhookState> found, int functions) {
    Map<WebhookId, Integer> lanesOf = new HashMap<>();
    for (Delivery delivery : firsts) {
      WebhookId webhook = delivery.webhook();
      int most = Objects.requireNonNull(found.get(webhook)).maxConcurrency().ofEach(functions);
      int number = lanesOf.merge(webhook, 1, Integer::sum) % most;
      series.put(delivery.lane().value(), webhook + "-" + number);
    }
  }

  /** What is attempted one after the other: the message's series, or its lane alone. */
  String series(SQSMessage message) {
    String lane = BatchProcessor.messageGroup(message);
    return series.getOrDefault(lane, lane);
  }

  CachedWebhookState webhook(WebhookId id) {
    return webhooks.computeIfAbsent(
        id, webhook -> new CachedWebhookState(() -> states.find(webhook), clock));
  }

  /** Only once: the delivery that asks may change the lane. */
  Optional<Lane> lane(LaneId lane) {
    Instant oldest = clock.instant().minus(LANE_MAX_AGE);
    return Optional.ofNullable(lanes.remove(lane))
        .filter(known -> !known.at().isBefore(oldest))
        .map(KnownLane::lane);
  }

  void add(Lane lane) {
    lanes.put(lane.id(), new KnownLane(lane, clock.instant()));
  }
}
