package dev.presently.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.delivery.DeliveryQueue;
import dev.presently.core.delivery.LaneStore;
import dev.presently.core.delivery.ParkedLanes;
import dev.presently.core.delivery.ReceiverClient;
import dev.presently.core.delivery.ReceiverHealthStore;
import dev.presently.core.delivery.RetryQueue;
import dev.presently.core.delivery.WakeStore;
import dev.presently.core.webhook.WebhookStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every fault at every call of every {@link Play}. */
class EveryFaultTest {
  private static final List<Class<?>> PORTS =
      List.of(
          LaneStore.class,
          ParkedLanes.class,
          ReceiverHealthStore.class,
          WakeStore.class,
          WebhookStore.class,
          RetryQueue.class,
          DeliveryQueue.class,
          ReceiverClient.class);

  /** Only callers of the API and metrics ask for these. */
  private static final Set<String> NEVER_CALLED =
      Set.of(
          "LaneStore.list",
          "LaneStore.remove",
          "ParkedLanes.waiting",
          "WakeStore.waiting",
          "WebhookStore.list",
          "WebhookStore.nextId");

  private static final Result RESULT = new Result();

  @AfterAll
  static void tell() {
    System.out.println("every fault at every call: " + RESULT);
  }

  @ParameterizedTest
  @EnumSource
  void whateverHappensOnceAllThatWasPromisedIsKept(Play play) {
    List<String> breaches = new ArrayList<>(breaches(play, Faults.NONE, "nothing"));
    int calls = play.with(Faults.NONE, new Tally()).ports.calls();
    for (Fault fault : Fault.values()) {
      for (int call = 1; call <= calls; call++) {
        breaches.addAll(breaches(play, Faults.once(fault, call), fault + " at call " + call));
      }
    }
    assertThat(breaches).isEmpty();
  }

  @Test
  void togetherTheyCallEveryMethodOfEveryPort() {
    Set<String> points = new TreeSet<>();
    for (Class<?> port : PORTS) {
      Arrays.stream(port.getMethods())
          .map(method -> port.getSimpleName() + "." + method.getName())
          .filter(point -> !NEVER_CALLED.contains(point))
          .forEach(points::add);
    }
    Set<String> called = new TreeSet<>();
    for (Play play : Play.values()) {
      play.with(
          (_, point) -> {
            called.add(point);
            return Optional.empty();
          },
          new Tally());
    }
    assertThat(called).isEqualTo(points);
  }

  private static List<String> breaches(Play play, Faults faults, String what) {
    Tally injected = new Tally();
    World world = play.with(faults, injected);
    if (world.turns.isDecidedByOthers()) {
      return breaches(play, faults, what);
    }
    Judge judge = new Judge(world.history, Setting.CALM.skew());
    RESULT.add(world.history, judge, injected);
    return judge.breaches().stream().map(breach -> play + ", " + what + ": " + breach).toList();
  }
}
