package dev.presently.core.delivery;

import static java.util.stream.Collectors.toSet;

import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.SessionWebhooks;
import dev.presently.core.webhook.Webhook;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Creates one delivery of each event for each webhook that wants it, and queues them in order. */
public final class FanOut {
  private final SessionWebhooks webhooks;
  private final EventWriter events;
  private final DeliveryQueue queue;

  public FanOut(SessionWebhooks webhooks, EventWriter events, DeliveryQueue queue) {
    this.webhooks = webhooks;
    this.events = events;
    this.queue = queue;
  }

  /**
   * Queues the deliveries of a batch of records for the webhooks that are registered now. Each
   * record has an event or none. Returns the index of the first record whose deliveries are not all
   * certainly queued, or the number of records; from that record on, the batch is safe to repeat.
   * If the webhooks of a record's session cannot be read, only the records before it are sent;
   * throws if it is the first record.
   */
  public int send(List<Optional<EventOfRequest>> records) {
    if (records.stream().allMatch(Optional::isEmpty)) {
      return records.size();
    }
    Map<Optional<SessionName>, Supplier<List<Webhook>>> receivers = receivers(records);
    List<Delivery> deliveries = new ArrayList<>();
    List<Integer> indexes = new ArrayList<>();
    int readable = 0;
    try {
      for (; readable < records.size(); readable++) {
        List<Delivery> own =
            records.get(readable).map(record -> deliveries(record, receivers)).orElse(List.of());
        deliveries.addAll(own);
        indexes.addAll(Collections.nCopies(own.size(), readable));
      }
    } catch (RuntimeException e) {
      // Not lost: the next batch begins with this record.
      if (readable == 0) {
        throw e;
      }
    }
    int sent = queue.send(deliveries);
    return sent == deliveries.size() ? readable : indexes.get(sent);
  }

  /** The webhooks of all sessions, and those of each session that has an event here. */
  private Map<Optional<SessionName>, Supplier<List<Webhook>>> receivers(
      List<Optional<EventOfRequest>> records) {
    return webhooks.of(
        Stream.concat(
                Stream.of(Optional.<SessionName>empty()),
                records.stream().flatMap(Optional::stream).map(record -> record.event().owner()))
            .collect(toSet()));
  }

  private List<Delivery> deliveries(
      EventOfRequest record, Map<Optional<SessionName>, Supplier<List<Webhook>>> receivers) {
    Event event = record.event();
    List<Webhook> wanting =
        Stream.of(Optional.<SessionName>empty(), event.owner())
            .distinct()
            .flatMap(owner -> receivers.getOrDefault(owner, List::of).get().stream())
            .filter(event::wantedBy)
            .toList();
    if (wanting.isEmpty()) {
      return List.of();
    }
    String body = events.write(event);
    return wanting.stream()
        .map(webhook -> Delivery.of(event, webhook.id(), body, record.requestId()))
        .toList();
  }
}
