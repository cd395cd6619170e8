package dev.presently.sender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.webhook.HmacKey;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import dev.presently.sender.Faults.Kind;
import dev.presently.sender.SimulatedReceiver.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Random lives of some webhooks with injected faults, and every fault at every call of one life.
 * After each, all {@link Invariants} must hold.
 *
 * <pre>
 * -Dfaults.seeds=N  how many lives, 1,000 where nothing is said
 * -Dfaults.seed=S   the first of them; with faults.seeds=1 it is that one alone
 * </pre>
 */
class FaultsTest {
  private static final int SEEDS = Integer.getInteger("faults.seeds", 1_000);
  private static final long FIRST = Long.getLong("faults.seed", 1L);
  private static final int STEPS = 60;
  private static final int WEBHOOKS = 3;
  private static final List<String> CONTACTS = List.of("ann", "bob", "eve");
  private static final Map<Kind, Integer> INJECTED = new EnumMap<>(Kind.class);
  private static int repetitions;
  private static int requests;
  private static int lives;
  private static int drains;
  private static int idleDrains;

  @AfterAll
  static void tell() {
    System.out.printf(
        "faults: %d lives, %d requests, %d repetitions, %d drains of which %d did nothing,"
            + " injected %s%n",
        lives, requests, repetitions, drains, idleDrains, INJECTED);
  }

  /** One life; a tenth of them without a fault. */
  private static final class Life {
    final RandomGenerator random;
    final Simulation world;
    final Set<DeliveryId> redelivered = new HashSet<>();
    int keys;

    Life(long seed, int webhooks) {
      random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      world = new Simulation(random, this::others);
      for (int id = 1; id <= webhooks; id++) {
        world.register(id, id % 2 == 1);
      }
    }

    /** What goes on while a handler is in the middle of something. */
    private void others() {
      switch (random.nextInt(5)) {
        case 0 -> {
          world.deliveries.expire(world.clock.instant());
          world.send();
        }
        case 1 -> {
          world.wakes.expire(world.clock.instant());
          world.retry();
        }
        case 2 -> world.send();
        case 3 -> world.retry();
        default -> world.change(contact());
      }
    }

    void faults(int oneIn) {
      Kind[] kinds = Kind.values();
      world.faults.plan(
          (_, _) -> random.nextInt(oneIn) == 0 ? kinds[random.nextInt(kinds.length)] : Kind.NONE);
    }

    void step() {
      switch (random.nextInt(20)) {
        case 0, 1, 2, 3, 4, 5 -> world.change(contact());
        case 6, 7, 8, 9 -> world.send();
        case 10, 11, 12 -> world.retry();
        case 13 -> world.clock.advance(Duration.ofMillis(random.nextInt(20_000)));
        case 14 -> world.clock.advance(Duration.ofSeconds(random.nextInt(3_600)));
        case 15 -> receiver().mode = Mode.values()[random.nextInt(Mode.values().length)];
        case 16 -> world.sweep();
        case 17 -> owner();
        case 18 -> redeliver();
        default -> repeat();
      }
    }

    private void owner() {
      WebhookId id = webhook();
      switch (random.nextInt(5)) {
        case 0, 1 -> world.revise(id, w -> with(w, w.wishes().coalesce(), true));
        case 2 -> world.revise(id, w -> with(w, w.wishes().coalesce(), false));
        case 3 -> world.revise(id, w -> with(w, !w.wishes().coalesce(), w.wishes().enabled()));
        default -> rotate(id);
      }
      if (random.nextInt(40) == 0) {
        world.remove(id);
      }
    }

    private void rotate(WebhookId id) {
      HmacKey next = new HmacKey("a key of these tests, number " + ++keys);
      world.receivers.get(id).knows(next);
      world.revise(
          id,
          w ->
              w.changed(
                  w.url(),
                  w.keys().rotate(next, Duration.ofHours(1), world.clock.instant()),
                  w.wishes(),
                  world.clock.instant()));
    }

    private static Webhook with(Webhook w, boolean coalesce, boolean enabled) {
      return w.changed(
          w.url(), w.keys(), Simulation.wishes(w.wishes(), coalesce, enabled), w.updatedAt());
    }

    private void redeliver() {
      List<DeliveryRecord> ended =
          world.lanes.all().stream().filter(record -> record.status().hasEnded()).toList();
      if (!ended.isEmpty()) {
        DeliveryRecord record = ended.get(random.nextInt(ended.size()));
        redelivered.add(record.id());
        world.redeliver(record);
      }
    }

    /** A relay that was cut off hands over again what the queue no longer knows. */
    private void repeat() {
      if (!world.handedOver.isEmpty()) {
        String body = world.handedOver.get(random.nextInt(world.handedOver.size())).id().toString();
        world.deliveries.repeat(text -> text.contains(body), world.clock.instant());
      }
    }

    /**
     * Faults are over; some receivers stay as they are. Time goes on until nothing is left to do.
     */
    void becomeQuiet() {
      world.faults.plan(Faults.Plan.NONE);
      for (SimulatedReceiver receiver : world.receivers.values()) {
        if (random.nextInt(4) > 0) {
          receiver.mode = Mode.OK;
        }
      }
      for (int i = 0; i < 20_000; i++) {
        boolean busy = world.send() | world.retry();
        if (!busy) {
          Instant next = world.next();
          if (next.equals(Instant.MAX)) {
            return;
          }
          world.clock.set(next.isAfter(world.clock.instant()) ? next : world.clock.instant());
          world.clock.advance(Duration.ofMillis(1));
          world.sweep();
        }
      }
      throw new AssertionError("it never becomes quiet: " + world);
    }

    void judge() {
      repetitions += new Invariants(world, redelivered).check();
      requests += world.receivers.values().stream().mapToInt(r -> r.requests.size()).sum();
      world.faults.injected().forEach((kind, count) -> INJECTED.merge(kind, count, Integer::sum));
      drains += world.drains;
      idleDrains += world.idleDrains;
      lives++;
    }

    private String contact() {
      return CONTACTS.get(random.nextInt(CONTACTS.size()));
    }

    private WebhookId webhook() {
      return new WebhookId(1 + random.nextInt(world.receivers.size()));
    }

    private SimulatedReceiver receiver() {
      return world.receivers.get(webhook());
    }
  }

  @Test
  void randomLivesKeepAllInvariants() {
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      Life life = new Life(seed, WEBHOOKS);
      if (seed % 10 != 0) {
        life.faults(10 + (int) (seed % 40));
      }
      try {
        for (int i = 0; i < STEPS; i++) {
          life.step();
        }
        life.becomeQuiet();
        life.judge();
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed + ": -Dfaults.seeds=1 -Dfaults.seed=" + seed, e);
      }
    }
  }

  @Test
  void everyFaultAtEveryCallOfOneLifeKeepsAllInvariants() {
    int calls = oneLife(Kind.NONE, 0).world.faults.calls();
    assertThat(calls).isGreaterThan(200);
    for (Kind kind : Kind.values()) {
      for (int call = 1; call <= calls; call++) {
        try {
          oneLife(kind, call).judge();
        } catch (Throwable e) {
          throw new AssertionError(kind + " at call " + call, e);
        }
      }
    }
  }

  /** Deliveries that succeed, fail, wait, are coalesced, time out, and whose receiver goes. */
  private static Life oneLife(Kind kind, int at) {
    Life life = new Life(7, 2);
    Simulation world = life.world;
    world.faults.plan((call, _) -> call == at ? kind : Kind.NONE);
    for (Mode mode : List.of(Mode.OK, Mode.ERROR, Mode.SLOW, Mode.TIMEOUT, Mode.GONE)) {
      world.receivers.values().forEach(receiver -> receiver.mode = mode);
      for (int i = 0; i < 3; i++) {
        world.change("ann");
        world.send();
      }
      world.clock.advance(Duration.ofSeconds(40));
      world.retry();
      world.retry();
      world.sweep();
    }
    life.becomeQuiet();
    return life;
  }
}
