package dev.presently.e2e.chaos;

import java.util.Optional;
import java.util.random.RandomGenerator;

/** Decides which fault happens at a call, if any. */
@FunctionalInterface
interface Faults {
  Faults NONE = (_, _) -> Optional.empty();

  /** The call is the so-many-th of all, from 1, and of that port and method. */
  Optional<Fault> at(int call, String point);

  /** Any of them, at one of so many calls. */
  static Faults oneIn(int calls, RandomGenerator chance) {
    Fault[] all = Fault.values();
    return (_, _) ->
        chance.nextInt(calls) == 0
            ? Optional.of(all[chance.nextInt(all.length)])
            : Optional.empty();
  }

  /** This one, at this call alone. */
  static Faults once(Fault fault, int call) {
    return (number, _) -> number == call ? Optional.of(fault) : Optional.empty();
  }
}
