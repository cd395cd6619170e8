package dev.presently.e2e.chaos;

import dev.presently.core.delivery.ChangeWebhook;
import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.Event;
import dev.presently.core.delivery.InMemoryLaneStore;
import dev.presently.core.delivery.InMemoryReceiverHealthStore;
import dev.presently.core.delivery.RequestRedelivery;
import dev.presently.core.webhook.InMemoryWebhookStore;
import dev.presently.core.webhook.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.random.RandomGenerator.SplittableGenerator;

/**
 * The relay and the sender between a stream, queues, tables and receivers, all in memory and in
 * virtual time.
 */
final class World {
  private static final Duration LONGEST = Duration.ofDays(12);
  private static final Duration A_WHILE = Duration.ofMinutes(10);

  final Turns turns;
  final History history = new History();
  final Ports ports;
  final Town town;
  final NotedWebhooks webhooks;
  private final InMemoryLaneStore lanes = new InMemoryLaneStore();
  private final InMemoryReceiverHealthStore health = new InMemoryReceiverHealthStore();
  private final Functions functions;
  private final Stream stream;
  private final Deliveries deliveries;
  private final Calls calls;

  World(SplittableGenerator seed, Setting setting, Tally injected) {
    turns = new Turns(seed.split());
    ports = new Ports(turns, setting, seed.split(), injected);
    town = new Town(turns, seed.split(), history);
    webhooks = new NotedWebhooks(new InMemoryWebhookStore(), history, turns, this::store);
    functions =
        new Functions(turns, seed.split(), setting, history, ports, town, webhooks, lanes, health);
    calls = new Calls(turns, seed.split(), setting, functions, injected);
    deliveries = new Deliveries(turns, seed.split(), setting, functions, calls, injected);
    stream = new Stream(turns, functions, history, deliveries);
    turns.alarm(turns.instant(), () -> calls.sweep(health));
  }

  /** The event is stored, and will be told. */
  void store(Event event) {
    stream.store(event);
  }

  /** Somebody wishes something of a webhook; whether it succeeds is theirs to see. */
  void owner(Consumer<ChangeWebhook> wish) {
    Visit visit = functions.visit(Visit.Kind.OWNER);
    functions.start(
        visit, () -> wish.accept(functions.revise(visit, calls.by(visit.clock()))), () -> {});
  }

  void redeliver(WebhookId webhook, DeliveryId delivery) {
    history.redelivered.add(delivery);
    Visit visit = functions.visit(Visit.Kind.OWNER);
    RequestRedelivery redeliveries = functions.redelivery(visit, calls.by(visit.clock()));
    functions.start(visit, () -> redeliveries.request(webhook, delivery, _ -> true), () -> {});
  }

  /** The dead letters of the Delivery queue are sent again. */
  void redrive() {
    deliveries.redrive(history);
  }

  void pass(Duration time) {
    turns.runUntil(turns.instant().plus(time));
  }

  /**
   * No more faults; receivers are well, or as bad as they stay. Time goes on until all has ended.
   */
  void becomeQuiet() {
    ports.suffer(Faults.NONE);
    town.calmDown();
    Instant last = turns.instant().plus(LONGEST);
    while (!isQuiet() && turns.instant().isBefore(last)) {
      pass(A_WHILE);
      redrive();
    }
    pass(A_WHILE);
    history.versions.keySet().stream()
        .filter(id -> lanes.nextDue(id).isPresent())
        .forEach(history.stillParked::add);
  }

  private boolean isQuiet() {
    return stream.isTold()
        && deliveries.areDone()
        && calls.areDone()
        && history.deliveries().stream().map(DeliveryRecord::status).allMatch(s -> s.hasEnded());
  }
}
