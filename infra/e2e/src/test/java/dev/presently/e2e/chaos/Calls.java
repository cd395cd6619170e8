package dev.presently.e2e.chaos;

import dev.presently.adapters.sqs.RetryMessage;
import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.delivery.InMemoryReceiverHealthStore;
import dev.presently.core.delivery.RetryQueue;
import dev.presently.core.webhook.WebhookId;
import dev.presently.sender.SenderOverPorts.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The RetryMessage queue, how its messages come to RetryDeliveries, and the sweep. */
final class Calls {
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);
  private static final Duration SWEPT_EVERY = Duration.ofMinutes(1);

  private final Turns turns;
  private final RandomGenerator chance;
  private final Setting setting;
  private final Functions functions;
  private final Tally injected;
  private final StandardQueue queue;
  private int running;

  Calls(Turns turns, RandomGenerator chance, Setting setting, Functions functions, Tally injected) {
    this.turns = turns;
    this.chance = chance;
    this.setting = setting;
    this.functions = functions;
    this.injected = injected;
    this.queue = new StandardQueue(setting.visibility(), setting.mostReceives());
  }

  boolean areDone() {
    return queue.isEmpty() && running == 0;
  }

  /** The queue, as one sees it who has this clock. */
  RetryQueue by(Clock clock) {
    return new RetryQueue() {
      @Override
      public void wake(WebhookId webhook, Instant at) {
        Duration delay = Duration.between(clock.instant(), at);
        if (delay.compareTo(LONGEST_DELAY) <= 0) {
          send(new RetryMessage(webhook, Optional.empty()), wholeSeconds(delay));
        }
      }

      @Override
      public void redeliver(WebhookId webhook, DeliveryId delivery) {
        send(new RetryMessage(webhook, Optional.of(delivery)), Duration.ZERO);
      }
    };
  }

  /** Sweeps once a minute, where that finds anything. */
  void sweep(InMemoryReceiverHealthStore health) {
    turns.alarm(turns.instant().plus(SWEPT_EVERY), () -> sweep(health));
    if (!health.overdue(turns.instant(), 1).isEmpty()) {
      Visit visit = functions.visit(Visit.Kind.SWEEP);
      functions.start(visit, () -> functions.sender(visit, by(visit.clock())).sweep(), () -> {});
    }
  }

  private static Duration wholeSeconds(Duration delay) {
    return delay.isNegative()
        ? Duration.ZERO
        : Duration.ofSeconds(delay.plusNanos(999_999_999).toSeconds());
  }

  private void send(RetryMessage retry, Duration delay) {
    Instant at = turns.instant().plus(delay);
    queue.send(retry.write(), at);
    if (setting.repeats(chance)) {
      injected.add("SENT_TWICE call", 1);
      queue.send(retry.write(), at);
    }
    turns.alarm(at, this::poll);
  }

  private void poll() {
    while (running < setting.copies()) {
      Optional<StandardQueue.Received> received = queue.receive(turns.instant(), chance);
      if (received.isEmpty()) {
        return;
      }
      turns.alarm(turns.instant().plus(setting.visibility()), this::poll);
      running++;
      Visit visit = functions.visit(Visit.Kind.RETRY);
      functions.start(visit, () -> take(visit, received.get()), () -> lost(visit, received.get()));
      if (setting.repeats(chance)) {
        injected.add("HANDED_OUT_TWICE call", 1);
        visit.disturb();
        queue.release(received.get(), turns.instant());
      }
    }
  }

  private void take(Visit visit, StandardQueue.Received received) {
    List<String> failures =
        functions
            .sender(visit, by(visit.clock()))
            .retry(
                List.of(new Message(received.id(), received.body(), Optional.empty())),
                visit::remainingMillis);
    if (visit.isKilled()) {
      return;
    }
    if (failures.isEmpty()) {
      queue.delete(received);
    }
    if (!visit.isOvertaken()) {
      running--;
    }
    turns.alarm(turns.instant(), this::poll);
  }

  private void lost(Visit visit, StandardQueue.Received received) {
    running--;
    if (visit.isOvertaken()) {
      queue.release(received, turns.instant());
    }
    turns.alarm(turns.instant(), this::poll);
  }
}
