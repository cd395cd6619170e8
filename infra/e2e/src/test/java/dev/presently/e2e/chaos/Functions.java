package dev.presently.e2e.chaos;

import dev.presently.adapters.json.EventJson;
import dev.presently.adapters.log.Log;
import dev.presently.core.ConflictRetry;
import dev.presently.core.DependencyFailed;
import dev.presently.core.delivery.ChangeWebhook;
import dev.presently.core.delivery.DeliveryQueue;
import dev.presently.core.delivery.FanOut;
import dev.presently.core.delivery.InMemoryLaneStore;
import dev.presently.core.delivery.InMemoryReceiverHealthStore;
import dev.presently.core.delivery.LaneStore;
import dev.presently.core.delivery.ParkedLanes;
import dev.presently.core.delivery.ReceiverClient;
import dev.presently.core.delivery.ReceiverHealthStore;
import dev.presently.core.delivery.RequestRedelivery;
import dev.presently.core.delivery.RetryQueue;
import dev.presently.core.delivery.WakeStore;
import dev.presently.core.webhook.InMemorySessionWebhooks;
import dev.presently.core.webhook.WebhookStore;
import dev.presently.core.wiring.InMemoryPorts;
import dev.presently.core.wiring.UseCases;
import dev.presently.sender.SenderOverPorts;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** The functions, each run of which is a {@link Visit} and sees the ports as that visit does. */
final class Functions {
  private static final Duration TIME = Duration.ofSeconds(25);

  private final Turns turns;
  private final RandomGenerator chance;
  private final Setting setting;
  private final History history;
  private final Ports ports;
  private final Town town;
  private final NotedWebhooks webhooks;
  private final InMemoryLaneStore lanes;
  private final InMemoryReceiverHealthStore health;
  private final Log log;

  Functions(
      Turns turns,
      RandomGenerator chance,
      Setting setting,
      History history,
      Ports ports,
      Town town,
      NotedWebhooks webhooks,
      InMemoryLaneStore lanes,
      InMemoryReceiverHealthStore health) {
    this.turns = turns;
    this.chance = chance;
    this.setting = setting;
    this.history = history;
    this.ports = ports;
    this.town = town;
    this.webhooks = webhooks;
    this.lanes = lanes;
    this.health = health;
    this.log = Complaints.log(history.complaints);
  }

  Visit visit(Visit.Kind kind) {
    Visit visit = new Visit(kind, turns, TIME, setting.anySkew(chance));
    history.visits.add(visit);
    return visit;
  }

  /** Runs a function until it ends or its time is up; {@code lost} when it comes to nothing. */
  void start(Visit visit, Runnable work, Runnable lost) {
    visit.whenLost(lost);
    turns.alarm(
        visit.deadline,
        () -> {
          if (!visit.isOvertaken()) {
            visit.kill();
          }
        });
    turns.start(
        () -> {
          try {
            work.run();
          } catch (Killed | DependencyFailed e) {
            // The caller sees no answer, or an error.
          } finally {
            visit.end();
          }
        });
  }

  FanOut fanOut(Visit visit, DeliveryQueue queue) {
    return new FanOut(
        new InMemorySessionWebhooks(ports.in(visit, WebhookStore.class, webhooks)),
        new EventJson(),
        ports.in(visit, DeliveryQueue.class, queue));
  }

  SenderOverPorts sender(Visit visit, RetryQueue queue) {
    return new SenderOverPorts(portsOf(visit, queue), log);
  }

  ChangeWebhook revise(Visit visit, RetryQueue queue) {
    return new UseCases(portsOf(visit, queue)).changeWebhook();
  }

  RequestRedelivery redelivery(Visit visit, RetryQueue queue) {
    return new UseCases(portsOf(visit, queue)).requestRedelivery();
  }

  /** The ports of deliveries as the visit sees them. */
  private InMemoryPorts portsOf(Visit visit, RetryQueue queue) {
    return new InMemoryPorts() {
      @Override
      public Clock clock() {
        return visit.clock();
      }

      @Override
      public ConflictRetry conflictRetry() {
        return new Patience(turns, chance);
      }

      @Override
      public RandomGenerator random() {
        return chance;
      }

      @Override
      public WebhookStore webhooks() {
        return visited(WebhookStore.class, Functions.this.webhooks);
      }

      @Override
      public LaneStore lanes() {
        return visited(
            LaneStore.class, new NotedLanes(Functions.this.lanes, history, visit, turns));
      }

      @Override
      public ParkedLanes parkedLanes() {
        return visited(ParkedLanes.class, Functions.this.lanes);
      }

      @Override
      public ReceiverHealthStore health() {
        return visited(
            ReceiverHealthStore.class, new NotedHealth(Functions.this.health, history, turns));
      }

      @Override
      public WakeStore wakeStore() {
        return visited(WakeStore.class, Functions.this.health);
      }

      @Override
      public RetryQueue retryQueue() {
        return visited(RetryQueue.class, queue);
      }

      @Override
      public ReceiverClient receivers() {
        return visited(ReceiverClient.class, request -> town.attempt(request, visit, health()));
      }

      private <T> T visited(Class<T> type, T real) {
        return ports.in(visit, type, real);
      }
    };
  }
}
