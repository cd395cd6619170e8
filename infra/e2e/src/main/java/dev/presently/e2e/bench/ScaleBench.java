package dev.presently.e2e.bench;

import dev.presently.core.webhook.MaxConcurrency;
import dev.presently.e2e.bench.ScaleWork.Bill;
import java.util.Comparator;
import java.util.function.BiConsumer;

/**
 * Computes a day of 10^8 changes. Nothing is sent or stored, so nothing is said about AWS itself:
 * throttling, cold starts, and how partitions are split are not in it.
 */
final class ScaleBench {
  private static final long CHANGES = 100_000_000;
  private static final int CONTACTS = 1_000_000;
  private static final int WEBHOOKS = 1_000;
  private static final double DEAD = 0.05;
  private static final long SEED = 16;

  /** SenderConcurrency of such a deployment, and the attempts that an execution makes at a time. */
  static final int SENDERS = 50;

  private static final int LANES_AT_A_TIME = 10;

  /** RetryDeliveries' attempts at a time for one webhook. */
  private static final int DRAINED_AT_A_TIME = MaxConcurrency.DEFAULT.ofParked();

  /** Requests a second that Lambda lets through for each reserved execution of a Function URL. */
  private static final int REQUESTS_PER_EXECUTION = 10;

  private final BiConsumer<String, String> row;

  ScaleBench(BiConsumer<String, String> row) {
    this.row = row;
  }

  void measure() {
    var day = new ScaleDay(CHANGES, CONTACTS, WEBHOOKS, DEAD, SEED);
    day.run(SENDERS * LANES_AT_A_TIME);
    row.accept(
        "a day",
        "%,d changes, %,d contacts, %,d sessions with a webhook each (the largest has %.1f %%), %d receivers dead"
            .formatted(day.total, CONTACTS, WEBHOOKS, 100 * day.largest(), day.dead().size()));
    row.accept("busiest second", "%,d changes".formatted(day.peak));
    partitions(day);
    queues(day);
    concurrency(day);
    dead(day);
    bill(day);
  }

  private void partitions(ScaleDay day) {
    row.accept("Presence table, hottest session, WRU/s", "%d".formatted(day.hottestSession));
    row.accept(
        "Delivery index, hottest shard of a session's webhook, WRU/s",
        "%d".formatted(day.hottestShard));
    row.accept(
        "Delivery index, hottest shard of a webhook of all sessions, WRU/s: well, dead",
        "%d, %d".formatted(day.hottestShardOfAll, 2 * day.hottestShardOfAll));
  }

  private void queues(ScaleDay day) {
    row.accept(
        "Delivery queue, longest, with SenderConcurrency=%d".formatted(SENDERS),
        "%,.0f events".formatted(day.longestQueue));
    row.accept(
        "longest wait for a receiver that takes 100 ms (%d requests at once)"
            .formatted(ScaleDay.REQUESTS),
        "%.1f s".formatted(day.longestWait));
  }

  private void concurrency(ScaleDay day) {
    double perSecond = day.peak;
    row.accept(
        "executions in the busiest second: intake, relay, sender",
        "%.0f, %.0f to %.0f, %.0f to %.0f"
            .formatted(
                perSecond * ScaleWork.INTAKE_SECONDS,
                perSecond / 10 * ScaleWork.relaySeconds(10),
                perSecond * ScaleWork.relaySeconds(1),
                perSecond / 10 * ScaleWork.senderSeconds(10),
                perSecond * ScaleWork.senderSeconds(1)));
    row.accept(
        "IntakeUrlConcurrency, at least",
        "%.0f (%d requests a second each)"
            .formatted(Math.ceil(perSecond / REQUESTS_PER_EXECUTION), REQUESTS_PER_EXECUTION));
  }

  private void dead(ScaleDay day) {
    var receivers = day.dead().values();
    row.accept(
        "attempts at a dead receiver, at most",
        "%d".formatted(receivers.stream().mapToInt(DeadReceiver::attempts).max().orElse(0)));
    var largest =
        receivers.stream().max(Comparator.comparingInt(DeadReceiver::parkedLanes)).orElseThrow();
    row.accept(
        "events for dead receivers: superseded of all",
        "%,d of %,d"
            .formatted(receivers.stream().mapToLong(DeadReceiver::superseded).sum(), day.parked));
    row.accept(
        "the largest of them comes back: lanes, quick again after",
        "%,d, %.0f s"
            .formatted(
                largest.parkedLanes(),
                2 * largest.parkedLanes() * ScaleWork.ATTEMPT / DRAINED_AT_A_TIME));
  }

  private void bill(ScaleDay day) {
    for (int batch : new int[] {1, 10}) {
      Bill bill = ScaleWork.bill(day.total, day.delivered, day.parked, day.parkingWrites, batch);
      row.accept(
          "bill of the day in batches of " + batch,
          "$%.0f: functions %.0f, tables %.0f, queues %.0f, logs and data out %.0f; $%.2f per million changes"
              .formatted(
                  bill.total(),
                  bill.functions(),
                  bill.tables(),
                  bill.queues(),
                  bill.rest(),
                  bill.total() / day.total * 1e6));
    }
    Bill alive = ScaleWork.bill(day.total, day.total, 0, 0, 1);
    Bill inTens = ScaleWork.bill(day.total, day.total, 0, 0, 10);
    row.accept(
        "a million changes, no receiver dead: one by one, in tens",
        "$%.2f, $%.2f"
            .formatted(alive.total() / day.total * 1e6, inTens.total() / day.total * 1e6));
  }
}
