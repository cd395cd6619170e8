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
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * What is known of the webhooks and lanes of one batch: read at once before its first attempt, and
 * kept up to date by its attempts.
 */
final class KnownStates {
  /** An older lane is read again: it may have been erased. */
  private static final Duration LANE_MAX_AGE = Duration.ofSeconds(1);

  /**
   * Once the attempts of a series have taken this long, the rest of it is parked: a receiver that
   * takes fewer events than it gets does not keep all functions from other receivers.
   */
  private static final Duration LONGEST_SERIES = Duration.ofMillis(500);

  private record KnownLane(Lane lane, Instant at) {}

  private final Map<WebhookId, CachedWebhookState> webhooks = new ConcurrentHashMap<>();
  private final Map<LaneId, KnownLane> lanes = new ConcurrentHashMap<>();
  private final Map<String, String> series = new HashMap<>();
  private final Map<String, Duration> attempts = new ConcurrentHashMap<>();
  private final WebhookStates states;
  private final InstantSource clock;

  private KnownStates(WebhookStates states, InstantSource clock) {
    this.states = states;
    this.clock = clock;
  }

  /**
   * If that read fails, each delivery reads its own, and each webhook has one request at a time.
   */
  static KnownStates read(
      SQSEvent event,
      SendDelivery deliveries,
      WebhookStates states,
      int functions,
      InstantSource clock,
      Consumer<RuntimeException> onFailure) {
    var known = new KnownStates(states, clock);
    Map<LaneId, Delivery> firsts = new LinkedHashMap<>();
    event.getRecords().stream()
        .flatMap(message -> readable(message).stream())
        .forEach(delivery -> firsts.putIfAbsent(delivery.lane(), delivery));
    try {
      Batch batch = deliveries.read(firsts.values());
      batch.webhooks().forEach((id, state) -> known.webhook(id).set(state));
      batch.lanes().values().forEach(known::add);
      known.spread(
          firsts.values(),
          id ->
              Objects.requireNonNull(batch.webhooks().get(id)).maxConcurrency().ofEach(functions));
    } catch (RuntimeException e) {
      onFailure.accept(e);
      known.spread(firsts.values(), _ -> 1);
    }
    return known;
  }

  /** An unreadable message fails when its turn comes. */
  private static Optional<Delivery> readable(SQSMessage message) {
    try {
      return Optional.of(DeliveryMessage.read(message.getBody()));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Lanes of a webhook are in one of as many series as its requests may be open at once here. */
  private void spread(Collection<Delivery> firsts, ToIntFunction<WebhookId> requests) {
    Map<WebhookId, Integer> lanesOf = new HashMap<>();
    for (Delivery delivery : firsts) {
      WebhookId webhook = delivery.webhook();
      int number = lanesOf.merge(webhook, 1, Integer::sum) % requests.applyAsInt(webhook);
      series.put(delivery.lane().value(), webhook + "-" + number);
    }
  }

  /** What is attempted one after the other: the message's series, or its lane alone. */
  String series(SQSMessage message) {
    return series(BatchProcessor.messageGroup(message));
  }

  private String series(String lane) {
    return series.getOrDefault(lane, lane);
  }

  /** Whether a delivery of this lane is still to be attempted. */
  boolean hasTime(LaneId lane) {
    Duration taken = attempts.getOrDefault(series(lane.value()), Duration.ZERO);
    return taken.compareTo(LONGEST_SERIES) < 0;
  }

  void add(LaneId lane, Duration attempt) {
    attempts.merge(series(lane.value()), attempt, Duration::plus);
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
