package dev.presently.e2e.chaos;

import dev.presently.adapters.sqs.DeliveryMessage;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.DeliveryQueue;
import dev.presently.sender.SenderOverPorts.Message;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The Delivery queue, and how its messages come to SendWebhook. */
final class Deliveries implements DeliveryQueue {
  private static final int BATCH = 10;

  /** Where queues are said to repeat themselves, one call in so many is not done whole. */
  private static final int ONE_REFUSED_IN = 10;

  private final Turns turns;
  private final RandomGenerator chance;
  private final Setting setting;
  private final Functions functions;
  private final Calls calls;
  private final Tally injected;
  private final FifoQueue queue;
  private int running;

  Deliveries(
      Turns turns,
      RandomGenerator chance,
      Setting setting,
      Functions functions,
      Calls calls,
      Tally injected) {
    this.turns = turns;
    this.chance = chance;
    this.setting = setting;
    this.functions = functions;
    this.calls = calls;
    this.injected = injected;
    this.queue = new FifoQueue(setting);
  }

  /** The queue may take some and refuse the rest. */
  @Override
  public int send(List<Delivery> all) {
    boolean refuses = setting.oneRepeatedIn() > 0 && chance.nextInt(ONE_REFUSED_IN) == 0;
    int taken = refuses ? chance.nextInt(all.size() + 1) : all.size();
    if (refuses) {
      injected.add("REFUSED_PARTLY DeliveryQueue.send", 1);
    }
    for (Delivery delivery : all.subList(0, taken)) {
      queue.send(
          delivery.lane().value(),
          delivery.deduplicationId(),
          DeliveryMessage.write(delivery),
          turns.instant());
    }
    turns.alarm(turns.instant(), this::poll);
    return taken;
  }

  /** The dead letters are sent again. */
  void redrive(History history) {
    queue.redrive(turns.instant()).stream()
        .map(body -> DeliveryMessage.read(body).id())
        .forEach(history.redriven::add);
    turns.alarm(turns.instant(), this::poll);
  }

  boolean areDone() {
    return queue.isEmpty() && running == 0;
  }

  private void poll() {
    while (running < setting.copies()) {
      List<FifoQueue.Received> batch = queue.receive(BATCH, turns.instant(), chance);
      if (batch.isEmpty()) {
        return;
      }
      turns.alarm(turns.instant().plus(setting.visibility()), this::poll);
      running++;
      Visit visit = functions.visit(Visit.Kind.SEND);
      functions.start(visit, () -> take(visit, batch), () -> lost(visit, batch));
    }
  }

  private void take(Visit visit, List<FifoQueue.Received> batch) {
    List<String> failures =
        functions
            .sender(visit, calls.by(visit.clock()))
            .send(
                batch.stream()
                    .map(m -> new Message(m.id(), m.body(), Optional.of(m.group())))
                    .toList(),
                visit::remainingMillis);
    if (visit.isKilled()) {
      return;
    }
    batch.stream()
        .filter(received -> !failures.contains(received.id()))
        .forEach(received -> delete(visit, received));
    if (!visit.isOvertaken()) {
      running--;
    }
    turns.alarm(turns.instant(), this::poll);
  }

  private void delete(Visit visit, FifoQueue.Received received) {
    if (setting.repeats(chance)) {
      injected.add("NOT_DELETED delivery", 1);
      visit.disturb();
    } else {
      queue.delete(received, turns.instant());
    }
  }

  private void lost(Visit visit, List<FifoQueue.Received> batch) {
    running--;
    if (visit.isOvertaken()) {
      batch.forEach(received -> queue.release(received, turns.instant()));
    }
    turns.alarm(turns.instant(), this::poll);
  }
}
