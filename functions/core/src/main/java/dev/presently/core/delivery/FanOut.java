package dev.presently.core.delivery;

import static java.util.stream.Collectors.toMap;

import dev.presently.core.InParallel;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Creates one delivery of each event for each webhook that wants it, and queues them in order. */
public final class FanOut {
  private final WebhookStore webhooks;
  private final EventWriter events;
  private final DeliveryQueue queue;

  public FanOut(WebhookStore webhooks, EventWriter events, DeliveryQueue queue) {
    this.webhooks = webhooks;
    this.events = events;
    this.queue = queue;
  }

  /**
   * Queues the deliveries of a batch of records for the webhooks that are registered now. Each
   * record has an event or none. Returns the index of the first record whose deliveries are not all
   * certainly queued, or the number of records; from that record on, the batch is safe to repeat.
   */
  public int send(List<Optional<CausedEvent>> records) {
    if (records.stream().allMatch(Optional::isEmpty)) {
      return records.size();
    }
    Map<Optional<SessionName>, List<Webhook>> receivers = receivers(records);
    List<Delivery> deliveries = new ArrayList<>();
    List<Integer> indexes = new ArrayList<>();
    for (int index = 0; index < records.size(); index++) {
      List<Delivery> own =
          records.get(index).map(event -> deliveries(event, receivers)).orElse(List.of());
      deliveries.addAll(own);
      indexes.addAll(Collections.nCopies(own.size(), index));
    }
    int sent = queue.send(deliveries);
    return sent == deliveries.size() ? records.size() : indexes.get(sent);
  }

  /** The webhooks of all sessions, and those of each session that has an event here. */
  private Map<Optional<SessionName>, List<Webhook>> receivers(List<Optional<CausedEvent>> records) {
    List<Optional<SessionName>> owners =
        Stream.concat(
                Stream.of(Optional.<SessionName>empty()),
                records.stream().flatMap(Optional::stream).map(caused -> caused.event().owner()))
            .distinct()
            .toList();
    List<List<Webhook>> found = InParallel.each(owners, webhooks::of);
    return IntStream.range(0, owners.size()).boxed().collect(toMap(owners::get, found::get));
  }

  private List<Delivery> deliveries(
      CausedEvent caused, Map<Optional<SessionName>, List<Webhook>> receivers) {
    Event event = caused.event();
    List<Webhook> wanting =
        Stream.of(Optional.<SessionName>empty(), event.owner())
            .distinct()
            .flatMap(owner -> receivers.getOrDefault(owner, List.of()).stream())
            .filter(event::wantedBy)
            .toList();
    if (wanting.isEmpty()) {
      return List.of();
    }
    String body = events.write(event);
    return wanting.stream()
        .map(webhook -> Delivery.of(event, webhook.id(), body, caused.cause()))
        .toList();
  }
}
