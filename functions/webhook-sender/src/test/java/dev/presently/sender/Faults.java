package dev.presently.sender;

import dev.presently.core.DependencyFailed;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.EnumMap;
import java.util.Map;

/**
 * Stands between a handler and its ports. Before and after the effect of every call something may
 * happen: the call fails, its effect is there but its answer is lost, the handler dies, or another
 * handler runs meanwhile. Which of it, somebody else decides for each call by its number.
 */
final class Faults {
  enum Kind {
    NONE,
    FAILS,
    ANSWER_LOST,
    DIES_BEFORE,
    DIES_AFTER,
    OTHERS_RUN_BEFORE,
    OTHERS_RUN_AFTER
  }

  /** What happens at the call with this number, from 1. */
  interface Plan {
    Plan NONE = (call, port) -> Kind.NONE;

    Kind at(int call, String port);
  }

  /** The handler's process is gone: nothing it does any more has an effect. */
  static final class Died extends Error {
    private static final long serialVersionUID = 1L;

    Died() {
      super("the process died", null, false, false);
    }
  }

  private final Map<Kind, Integer> injected = new EnumMap<>(Kind.class);
  private final Runnable others;
  private Plan plan = Plan.NONE;
  private int calls;
  private boolean isDead;
  private boolean othersRun;

  Faults(Runnable others) {
    this.others = others;
  }

  void plan(Plan other) {
    plan = other;
  }

  int calls() {
    return calls;
  }

  Map<Kind, Integer> injected() {
    return injected;
  }

  int count() {
    return injected.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Runs a handler; what it does after its death, or what another one's death does, is undone. */
  void handler(Runnable handler) {
    boolean outer = isDead;
    isDead = false;
    try {
      handler.run();
    } catch (Died _) {
      // Whoever handed over the event sees no answer.
    } finally {
      isDead = outer;
    }
  }

  boolean isDead() {
    return isDead;
  }

  @SuppressWarnings("unchecked")
  <T> T around(Class<T> port, T real) {
    return (T)
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> {
              Kind kind = next(port.getSimpleName() + "." + method.getName());
              before(kind);
              Object result;
              try {
                result = method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              after(kind);
              return result;
            });
  }

  private Kind next(String call) {
    if (isDead) {
      throw new Died();
    }
    calls++;
    Kind kind = plan.at(calls, call);
    if (othersRun && (kind == Kind.OTHERS_RUN_BEFORE || kind == Kind.OTHERS_RUN_AFTER)) {
      return Kind.NONE;
    }
    if (kind != Kind.NONE) {
      injected.merge(kind, 1, Integer::sum);
    }
    return kind;
  }

  private void before(Kind kind) {
    switch (kind) {
      case FAILS -> throw new DependencyFailed("injected");
      case DIES_BEFORE -> die();
      case OTHERS_RUN_BEFORE -> runOthers();
      case NONE, ANSWER_LOST, DIES_AFTER, OTHERS_RUN_AFTER -> {}
    }
  }

  private void after(Kind kind) {
    switch (kind) {
      case ANSWER_LOST -> throw new DependencyFailed("injected, after its effect");
      case DIES_AFTER -> die();
      case OTHERS_RUN_AFTER -> runOthers();
      case NONE, FAILS, DIES_BEFORE, OTHERS_RUN_BEFORE -> {}
    }
  }

  private void die() {
    isDead = true;
    throw new Died();
  }

  private void runOthers() {
    othersRun = true;
    try {
      others.run();
    } finally {
      othersRun = false;
    }
  }
}
