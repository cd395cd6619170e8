package dev.presently.core.engine;

import static dev.presently.core.engine.RemoteWorld.contact;
import static dev.presently.core.engine.RemoteWorld.contacts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.DependencyFailed;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.subscription.Subscription;
import dev.presently.core.wiring.InMemoryPorts;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random histories of one session: reconnects, some within a second, subscribers that come and go,
 * messages that are lost, late or delivered twice, and crashes before and after calls of ports,
 * also while a command is under way. Whatever happens, each subscription is asked for after the
 * last connect, never faster than the pace allows, and the pass ends.
 */
class TendingHistoriesTest {
  private static final Duration PACE = Duration.ofSeconds(1);
  private static final Duration TROUBLE = Duration.ofMinutes(4);
  private static final int SEEDS = 60;

  /** Ends an invocation like a killed process: nothing may catch it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed", null, false, false);
    }
  }

  /** Ports of which some calls fail, before or after their effect. */
  private static final class FailingPorts extends InMemoryPorts {
    private final SplittableRandom random;
    private double failures;

    FailingPorts(SplittableRandom random) {
      this.random = random;
    }

    @Override
    protected <T> T port(Class<T> type, T real) {
      if (type == RemoteEngines.class) {
        return real;
      }
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (_, method, arguments) -> {
                fail();
                Object result = call(real, method, arguments);
                fail();
                return result;
              }));
    }

    private void fail() {
      if (random.nextDouble() < failures) {
        if (random.nextBoolean()) {
          throw new Killed();
        }
        throw new DependencyFailed("down");
      }
    }

    private static Object call(Object real, Method method, Object[] arguments) throws Throwable {
      try {
        return method.invoke(real, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }

  /** One history, its time driven by what is due next. */
  private static final class History {
    private final SplittableRandom random;
    private final FailingPorts ports;
    private final RemoteWorld world;
    private final TreeMap<Instant, List<Runnable>> agenda = new TreeMap<>();
    private final int size;
    private double losses;
    private boolean repeats;
    private int connects;
    private int handled;
    private int depth;

    History(long seed, int size) {
      this.random = new SplittableRandom(seed);
      this.ports = new FailingPorts(random.split());
      this.world = new RemoteWorld(ports);
      this.size = size;
      world.subscribed(contacts(size));
    }

    void beginTrouble() {
      ports.failures = 0.01;
      losses = 0.03;
      repeats = true;
    }

    void endTrouble() {
      ports.failures = 0;
      losses = 0;
      repeats = false;
    }

    Instant now() {
      return ports.clock.instant();
    }

    void plan(Instant at, Runnable event) {
      agenda.computeIfAbsent(at, _ -> new ArrayList<>()).add(event);
    }

    /** The engine reconnects, and tells it as often as it has to. */
    void planReconnect(Instant at) {
      connects++;
      plan(at, () -> untilDone(world::disconnect));
      plan(at.plusMillis(random.nextInt(1, 400)), () -> untilDone(world::connect));
    }

    void planTrouble() {
      int events = random.nextInt(1, 8);
      for (int i = 0; i < events; i++) {
        Instant at = now().plusMillis(random.nextLong(TROUBLE.toMillis()));
        switch (random.nextInt(5)) {
          case 0 -> planReconnect(at);
          case 1 -> {
            planReconnect(at);
            planReconnect(at.plusMillis(random.nextInt(400, 1_000)));
          }
          case 2 -> {
            Jid contact = contact(random.nextInt(size));
            plan(at, () -> untilDone(() -> world.engine().unsubscribe(contact)));
          }
          case 3 -> {
            Jid contact = contact(random.nextInt(2 * size));
            plan(at, () -> untilDone(() -> world.engine().subscribeMany(List.of(contact))));
          }
          default ->
              plan(at, () -> untilDone(() -> world.engine().setPresence(Availability.AVAILABLE)));
        }
      }
    }

    /** A caller or an engine that gets no answer repeats its request. */
    private void untilDone(Runnable request) {
      for (int i = 0; i < 100; i++) {
        if (attempt(request)) {
          return;
        }
      }
      throw new AssertionError("a request fails for ever");
    }

    private boolean attempt(Runnable work) {
      try {
        work.run();
        return true;
      } catch (Killed | DependencyFailed e) {
        return false;
      }
    }

    private void handle(TendRequest request, int receives) {
      if (random.nextDouble() < losses) {
        return;
      }
      handled++;
      if (repeats && random.nextInt(10) == 0) {
        plan(now().plusMillis(random.nextLong(90_000)), () -> attempt(() -> world.tend(request)));
      }
      if (repeats && random.nextInt(8) == 0) {
        ports.engine.meanwhile(this::somethingElse);
      }
      if (!attempt(() -> world.tend(request)) && receives < 5) {
        plan(now().plusSeconds(30), () -> handle(request, receives + 1));
      }
    }

    /** While the engine executes a command, other messages and events are handled. */
    private void somethingElse() {
      if (depth < 2) {
        depth++;
        long duration = random.nextLong(3_000);
        run(now().plusMillis(duration));
        depth--;
      }
    }

    /** Lets everything happen that is due until then. */
    void run(Instant end) {
      while (true) {
        Optional<Instant> next =
            Stream.concat(agenda.keySet().stream().limit(1), ports.tendQueue.nextDue().stream())
                .min(Comparator.naturalOrder());
        if (next.filter(at -> !at.isAfter(end)).isEmpty()) {
          break;
        }
        if (next.get().isAfter(now())) {
          ports.clock.set(next.get());
        }
        if (!agenda.isEmpty() && !agenda.firstKey().isAfter(now())) {
          agenda.pollFirstEntry().getValue().forEach(Runnable::run);
        }
        ports.tendQueue.receive(now()).forEach(request -> handle(request, 1));
      }
      if (end.isAfter(now())) {
        ports.clock.set(end);
      }
    }

    void planSchedule(Instant from, Instant end) {
      for (Instant at = from; at.isBefore(end); at = at.plusSeconds(60)) {
        plan(at, () -> attempt(() -> world.run()));
      }
    }

    void assertKept(String name) {
      Instant connectedAt = world.state().connectedAt().orElseThrow();
      List<ScriptedEngine.Received> asked = ports.engine.asked();
      for (Jid contact : contacts(2 * size)) {
        Optional<Subscription> active = world.subscription(contact).filter(Subscription::isActive);
        if (active.isPresent()) {
          assertThat(
                  asked.stream()
                      .anyMatch(
                          received ->
                              received.command().equals(new EngineCommand.Subscribe(contact))
                                  && !received.at().isBefore(connectedAt)))
              .as("%s: %s is asked for after the last connect", name, contact)
              .isTrue();
          assertThat(active.get().askedAt().filter(at -> !at.isBefore(connectedAt)))
              .as("%s: and that is stored", name)
              .isPresent();
        }
      }
      for (int i = 1; i < asked.size(); i++) {
        assertThat(Duration.between(asked.get(i - 1).at(), asked.get(i).at()))
            .as("%s: pace between %d and %d", name, i - 1, i)
            .isGreaterThanOrEqualTo(PACE);
      }
      assertThat(world.hasPass()).as("%s: the pass has ended", name).isFalse();
      assertThat(ports.tendQueue.waiting()).as("%s: no message is left", name).isEmpty();
    }
  }

  @Test
  void whateverHappensEachSubscriptionIsAskedForInPaceAndThePassEnds() {
    for (long seed = 0; seed < SEEDS; seed++) {
      History history = new History(seed, 1 + (int) (seed % 25));
      Instant start = history.now();
      Instant end = start.plus(TROUBLE).plus(Duration.ofMinutes(5));
      history.planSchedule(start.plusSeconds(60), end);
      history.planReconnect(start);
      history.planTrouble();
      history.beginTrouble();
      history.run(start.plus(TROUBLE));
      history.endTrouble();
      history.run(end);

      history.assertKept("seed " + seed);
    }
  }

  @Test
  void repeatedAndLateMessagesDoNotMultiply() {
    for (long seed = 0; seed < SEEDS; seed++) {
      int size = 5 + (int) (seed % 25);
      History history = new History(seed, size);
      Instant start = history.now();
      history.planReconnect(start);
      history.planReconnect(start.plusMillis(history.random.nextInt(400, 20_000)));
      history.repeats = true;
      history.run(start.plusSeconds(200));

      history.assertKept("seed " + seed);
      assertThat(history.handled)
          .as("seed %d: messages handled", seed)
          .isLessThanOrEqualTo(history.connects * (size + 3));
      assertThat(history.ports.engine.asked())
          .as("seed %d: contacts asked for", seed)
          .hasSizeLessThanOrEqualTo(history.connects * size);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void fiveHundredContactsAreAskedForOnceInTheirOrder(long seed) {
    History history = new History(seed, 500);
    history.planReconnect(history.now());
    history.planReconnect(history.now().plusMillis(600));
    Instant end = history.now().plusSeconds(510);
    history.planSchedule(history.now().plusSeconds(60), end);

    history.run(end);

    history.assertKept("seed " + seed);
    Instant connectedAt = history.world.state().connectedAt().orElseThrow();
    List<Jid> since =
        history.ports.engine.asked().stream()
            .filter(received -> !received.at().isBefore(connectedAt))
            .map(received -> ((EngineCommand.Subscribe) received.command()).contact())
            .toList();
    assertThat(since.equals(contacts(500))).as("each once, in their order").isTrue();
    assertThat(history.ports.engine.asked()).hasSizeLessThan(503);
  }
}
