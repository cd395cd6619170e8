package dev.presently.e2e.chaos;

import dev.presently.core.DependencyFailed;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The ports of functions. Before and after the effect of each call time passes, other functions
 * have their turns, and a fault may happen.
 */
final class Ports {
  private static final int LONGEST_STALL_SECONDS = 400;

  private final Turns turns;
  private final int mostMillis;
  private final RandomGenerator chance;
  private final Tally injected;
  private Faults faults = Faults.NONE;
  private int calls;

  Ports(Turns turns, Setting setting, RandomGenerator chance, Tally injected) {
    this.turns = turns;
    this.mostMillis = (int) setting.slowestCall().toMillis() / 2;
    this.chance = chance;
    this.injected = injected;
  }

  /** From here on these faults happen. */
  void suffer(Faults others) {
    faults = others;
  }

  /** How many calls there were. */
  int calls() {
    return calls;
  }

  /** The port as it is seen in this visit. */
  @SuppressWarnings("unchecked")
  <T> T in(Visit visit, Class<T> port, T real) {
    return (T)
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> {
              Optional<Fault> fault = before(visit, port.getSimpleName() + "." + method.getName());
              try {
                Object answer = method.invoke(real, arguments);
                after(visit, fault);
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private Optional<Fault> before(Visit visit, String point) {
    pass(visit);
    visit.calls++;
    calls++;
    Optional<Fault> fault = faults.at(calls, point);
    if (fault.isPresent()) {
      injected.add(fault.get() + " " + point, 1);
      visit.disturb();
    }
    if (fault.isPresent()) {
      switch (fault.get()) {
        case THROTTLED -> throw new DependencyFailed("injected");
        case KILLED_BEFORE -> visit.kill();
        case STALLED_BEFORE -> stall(visit);
        case ANSWER_LOST, KILLED_AFTER, STALLED_AFTER -> {}
      }
    }
    go(visit);
    return fault;
  }

  private void after(Visit visit, Optional<Fault> fault) {
    if (fault.isPresent()) {
      switch (fault.get()) {
        case ANSWER_LOST -> throw new DependencyFailed("injected, when it was done");
        case KILLED_AFTER -> visit.kill();
        case STALLED_AFTER -> stall(visit);
        case THROTTLED, KILLED_BEFORE, STALLED_BEFORE -> {}
      }
    }
    pass(visit);
  }

  private void stall(Visit visit) {
    visit.overtake();
    turns.sleep(Duration.ofSeconds(1 + chance.nextInt(LONGEST_STALL_SECONDS)));
  }

  private void pass(Visit visit) {
    go(visit);
    turns.sleep(Duration.ofMillis(chance.nextInt(mostMillis)));
    go(visit);
  }

  private static void go(Visit visit) {
    if (visit.isKilled()) {
      throw new Killed();
    }
  }
}
