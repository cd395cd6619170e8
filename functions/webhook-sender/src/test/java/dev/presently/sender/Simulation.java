package dev.presently.sender;

import dev.presently.adapters.json.SqsEvent;
import dev.presently.adapters.log.Log;
import dev.presently.adapters.sqs.DeliveryMessage;
import dev.presently.adapters.sqs.RetryMessage;
import dev.presently.core.DependencyFailed;
import dev.presently.core.delivery.AttemptDelivery;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.DrainLane;
import dev.presently.core.delivery.DrainWebhook;
import dev.presently.core.delivery.Health;
import dev.presently.core.delivery.HealthStore;
import dev.presently.core.delivery.LaneStore;
import dev.presently.core.delivery.Outcome;
import dev.presently.core.delivery.ParkedLanes;
import dev.presently.core.delivery.Receivers;
import dev.presently.core.delivery.Redeliver;
import dev.presently.core.delivery.RetryQueue;
import dev.presently.core.delivery.ReviseWebhook;
import dev.presently.core.delivery.SendDelivery;
import dev.presently.core.delivery.SignedRequest;
import dev.presently.core.delivery.Subject;
import dev.presently.core.delivery.Targets;
import dev.presently.core.delivery.WakeStore;
import dev.presently.core.delivery.Wakes;
import dev.presently.core.webhook.ChangeWebhook;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookStore;
import dev.presently.testkit.Examples;
import dev.presently.testkit.InMemoryHealth;
import dev.presently.testkit.InMemoryLanes;
import dev.presently.testkit.InMemoryWebhookStore;
import dev.presently.testkit.TestClock;
import dev.presently.testkit.TryAgain;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The sender's own classes between simulated queues, receivers and ports in memory, in time that a
 * test moves, all in one thread: what runs at the same time runs inside of a call of another.
 */
final class Simulation {
  private static final int REMAINING = 25_000;

  final TestClock clock = new TestClock();
  final InMemoryWebhookStore webhooks = new InMemoryWebhookStore();
  final InMemoryLanes lanes = new InMemoryLanes();
  final InMemoryHealth health = new InMemoryHealth();
  final SimulatedQueue deliveries = new SimulatedQueue(true);
  final SimulatedQueue wakes = new SimulatedQueue(false);
  final Map<WebhookId, SimulatedReceiver> receivers = new TreeMap<>();
  final List<Delivery> handedOver = new ArrayList<>();
  final Faults faults;
  private final RandomGenerator random;
  private final Map<String, Long> seqs = new HashMap<>();
  private final Lanes sender;
  private final Retries retries;
  private final Wakes sweeping;
  private final ReviseWebhook revise;
  int idleDrains;
  int drains;

  Simulation(RandomGenerator random, Runnable others) {
    this.random = random;
    this.faults = new Faults(others);
    Log log = Log.from("off");
    Journal journal = new Journal(log);
    LaneStore laneStore = faults.around(LaneStore.class, lanes);
    ParkedLanes parked = faults.around(ParkedLanes.class, lanes);
    HealthStore healths = faults.around(HealthStore.class, health);
    WakeStore wakeStore = faults.around(WakeStore.class, health);
    WebhookStore stored = faults.around(WebhookStore.class, webhooks);
    RetryQueue queue = faults.around(RetryQueue.class, new Queue());
    Receivers answering = faults.around(Receivers.class, this::receive);
    Wakes asked = new Wakes(wakeStore, queue, clock);
    Targets targets = new Targets(stored, healths);
    AttemptDelivery attempts =
        new AttemptDelivery(
            answering,
            healths,
            new ReviseWebhook(
                new ChangeWebhook(stored, new TryAgain(), clock), stored, healths, asked),
            "Presently/test",
            random,
            clock);
    Duration longest = Duration.ofSeconds(13);
    sender =
        new Lanes(
            new SendDelivery(laneStore, attempts, asked, new TryAgain(), random, clock),
            targets,
            most -> new SameThread(),
            longest,
            journal,
            log);
    retries =
        new Retries(
            new Drain(
                new DrainWebhook(targets, laneStore, parked, healths, asked, clock),
                new DrainLane(laneStore, attempts, new TryAgain(), random, clock),
                most -> new SameThread(),
                longest,
                journal),
            new Redeliver(laneStore, lanes, targets, attempts),
            most -> new SameThread(),
            journal,
            log);
    sweeping = asked;
    // The owner's calls do not fail here: a call that failed is one that the owner repeats.
    revise =
        new ReviseWebhook(
            new ChangeWebhook(webhooks, new TryAgain(), clock),
            webhooks,
            health,
            new Wakes(health, new Queue(), clock));
  }

  void register(long id, boolean coalesces) {
    Webhook example = Examples.webhook(id);
    webhooks.save(
        Webhook.create(
            example.id(),
            example.url(),
            example.keys(),
            wishes(example.wishes(), coalesces, true),
            clock.instant()));
    SimulatedReceiver receiver = new SimulatedReceiver();
    receiver.knows(Examples.KEY);
    receivers.put(example.id(), receiver);
  }

  /** The next change of this contact is handed over to each enabled webhook. */
  void change(String contact) {
    long seq = seqs.merge(contact, 1L, Long::sum);
    for (WebhookId id : receivers.keySet()) {
      if (webhooks.find(id).filter(found -> found.wishes().enabled()).isPresent()) {
        Delivery example = Examples.delivery(id.value(), contact, seq);
        Delivery delivery =
            new Delivery(
                example.id(),
                id,
                example.event(),
                example.name(),
                Subject.NOBODY,
                clock.instant(),
                example.body());
        handedOver.add(delivery);
        deliveries.send(delivery.lane().value(), DeliveryMessage.write(delivery), clock.instant());
      }
    }
  }

  /** One batch for the sender, as Lambda hands it over; true when there was one. */
  boolean send() {
    return batch(deliveries, 1 + random.nextInt(10), sender::drive);
  }

  /** One wake or redelivery; true when there was one. */
  boolean retry() {
    return batch(
        wakes,
        1,
        (messages, remaining) -> {
          drains++;
          int before = received();
          List<String> failures = retries.retry(messages, remaining);
          idleDrains += received() == before ? 1 : 0;
          return failures;
        });
  }

  private interface Handler {
    List<String> handle(List<SqsEvent.Message> messages, IntSupplier remaining);
  }

  private boolean batch(SimulatedQueue queue, int most, Handler handler) {
    List<SimulatedQueue.Received> batch = queue.receive(most, clock.instant());
    if (batch.isEmpty()) {
      return false;
    }
    Instant end = clock.instant().plusMillis(REMAINING);
    faults.handler(
        () -> {
          List<String> failures =
              handler.handle(
                  batch.stream()
                      .map(m -> new SqsEvent.Message(m.id(), m.body(), Optional.of(m.group())))
                      .toList(),
                  () -> (int) Duration.between(clock.instant(), end).toMillis());
          if (!faults.isDead()) {
            queue.delete(batch.stream().filter(m -> !failures.contains(m.id())).toList());
          }
        });
    return true;
  }

  void sweep() {
    faults.handler(
        () -> {
          try {
            sweeping.sweep();
          } catch (DependencyFailed _) {
            // It comes again in a minute.
          }
        });
  }

  void redeliver(DeliveryRecord record) {
    wakes.send(
        "r",
        new RetryMessage.Redelivery(record.delivery().webhook(), record.id()).write(),
        clock.instant());
  }

  void remove(WebhookId id) {
    revise.remove(id);
  }

  void revise(WebhookId id, UnaryOperator<Webhook> change) {
    revise.change(
        id,
        (now, at) -> {
          Webhook wished = change.apply(now);
          return now.changed(wished.url(), wished.keys(), wished.wishes(), at);
        });
  }

  static Webhook.Wishes wishes(Webhook.Wishes w, boolean coalesce, boolean enabled) {
    return new Webhook.Wishes(
        w.label(),
        w.session(),
        w.events(),
        w.filter(),
        w.headers(),
        w.retries(),
        coalesce,
        enabled);
  }

  private int received() {
    return receivers.values().stream().mapToInt(r -> r.requests.size()).sum()
        + (int) lanes.all().stream().filter(r -> r.status().hasEnded()).count();
  }

  private Outcome receive(SignedRequest request) {
    SimulatedReceiver receiver = receivers.get(request.webhook());
    Duration takes = receiver.takes();
    clock.advance(takes);
    if (takes.compareTo(Health.SLOW) > 0) {
      health.slow(request.webhook(), Health.slowFrom(clock.instant()));
    }
    return receiver.answer(request, clock.instant());
  }

  private final class Queue implements RetryQueue {
    @Override
    public void wake(WebhookId webhook, Instant at) {
      if (Duration.between(clock.instant(), at).compareTo(Duration.ofMinutes(15)) <= 0) {
        wakes.send(webhook.toString(), new RetryMessage.Wake(webhook).write(), at);
      }
    }

    @Override
    public void redeliver(WebhookId webhook, DeliveryId delivery) {
      wakes.send(
          webhook.toString(),
          new RetryMessage.Redelivery(webhook, delivery).write(),
          clock.instant());
    }
  }

  /** Does at once, in the calling thread, what it is asked to do. */
  private static final class SameThread extends AbstractExecutorService {
    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return true;
    }

    @Override
    public boolean isTerminated() {
      return true;
    }

    @Override
    public boolean awaitTermination(long time, TimeUnit unit) {
      return true;
    }
  }

  /** When the next thing happens by itself. */
  Instant next() {
    return Stream.of(deliveries.next(clock.instant()), wakes.next(clock.instant()), firstDue())
        .flatMap(Optional::stream)
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  /** Some seconds after a wake is due, the sweep finds it. */
  private Optional<Instant> firstDue() {
    return receivers.keySet().stream()
        .flatMap(id -> lanes.nextDue(id).stream())
        .map(due -> due.isAfter(clock.instant()) ? due : clock.instant().plusSeconds(30))
        .min(Instant::compareTo);
  }

  /** What is left to do, for somebody who wonders why it never ends. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(clock.instant().toString());
    text.append(", deliveries due ").append(deliveries.next(clock.instant()));
    text.append(", wakes due ").append(wakes.next(clock.instant()));
    for (WebhookId id : receivers.keySet()) {
      text.append("; webhook ").append(id).append(' ').append(receivers.get(id).mode);
      text.append(" lanes due ").append(lanes.nextDue(id)).append(' ').append(health.find(id));
      text.append(' ').append(webhooks.find(id).map(w -> w.wishes().enabled()));
    }
    return text.toString();
  }
}
