package dev.presently.sender;

import dev.presently.adapters.json.SqsEvent.Message;
import dev.presently.adapters.json.StrictJson;
import dev.presently.adapters.log.Log;
import dev.presently.adapters.sqs.DeliveryMessage;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.SendDelivery;
import dev.presently.core.delivery.SendDelivery.Result;
import dev.presently.core.delivery.WebhookState;
import dev.presently.core.delivery.WebhookStates;
import dev.presently.core.webhook.WebhookId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/**
 * Drives a batch lane by lane: in order within a lane, all lanes at once. A lane stops at the first
 * delivery that could not be taken, or when the time that is left is too short for another attempt.
 * A batch reads each webhook once, and once more in a while.
 */
final class LaneBatch {
  private final SendDelivery deliveries;
  private final WebhookStates targets;
  private final BatchThreads threads;
  private final Duration longestAttempt;
  private final InstantSource clock;
  private final DeliveryAttemptLog journal;
  private final Log log;

  LaneBatch(
      SendDelivery deliveries,
      WebhookStates targets,
      BatchThreads threads,
      Duration longestAttempt,
      InstantSource clock,
      DeliveryAttemptLog journal,
      Log log) {
    this.deliveries = deliveries;
    this.targets = targets;
    this.threads = threads;
    this.longestAttempt = longestAttempt;
    this.clock = clock;
    this.journal = journal;
    this.log = log;
  }

  /** The ids of those messages that are not done. */
  List<String> drive(List<Message> batch, IntSupplier remainingMillis) {
    Map<WebhookId, CachedWebhookState> known = new ConcurrentHashMap<>();
    return threads
        .each(byLane(batch), batch.size(), lane -> driveLane(lane, known, remainingMillis))
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private static Collection<List<Message>> byLane(List<Message> batch) {
    Map<String, List<Message>> lanes = new LinkedHashMap<>();
    for (Message message : batch) {
      lanes
          .computeIfAbsent(message.group().orElse(message.id()), _ -> new ArrayList<>())
          .add(message);
    }
    return lanes.values();
  }

  private List<String> driveLane(
      List<Message> lane, Map<WebhookId, CachedWebhookState> known, IntSupplier remainingMillis) {
    int done = 0;
    try {
      while (done < lane.size() && remainingMillis.getAsInt() >= longestAttempt.toMillis()) {
        take(DeliveryMessage.read(lane.get(done).body()), known);
        done++;
      }
    } catch (Throwable e) {
      log.error(
          "a lane stopped",
          e,
          line ->
              StrictJson.putIfPresent(line, "lane", lane.getFirst().group())
                  .put("messages", lane.size()));
    }
    return lane.subList(done, lane.size()).stream().map(Message::id).toList();
  }

  /** What an attempt tells of the receiver holds for the rest of the batch. */
  private void take(Delivery delivery, Map<WebhookId, CachedWebhookState> known) {
    CachedWebhookState target =
        known.computeIfAbsent(
            delivery.webhook(),
            webhook -> new CachedWebhookState(() -> targets.find(webhook), clock));
    WebhookState given = target.get();
    Result result = deliveries.send(delivery, given);
    target.became(given, result.target());
    if (result instanceof Result.Taken(var record, _)) {
      if (record.attempts().isEmpty()) {
        journal.taken(record);
      } else {
        journal.attempted(record);
      }
    }
  }
}
