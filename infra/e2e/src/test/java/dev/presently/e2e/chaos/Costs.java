package dev.presently.e2e.chaos;

import java.util.Optional;

/** What it costs: functions end, and are called when there is something to do. */
final class Costs {
  private static final int MOST_CALLS_OF_ONE = 20_000;

  /** Calls for nothing that need no reason. */
  private static final int FEW = 3;

  private final Evidence evidence;
  private final Breaches breaches;

  Costs(Evidence evidence, Breaches breaches) {
    this.evidence = evidence;
    this.breaches = breaches;
  }

  void judge() {
    for (Visit visit : evidence.history.visits) {
      if (!visit.isOver()) {
        breaches.add("end", "%s never ended", visit);
      }
      if (visit.calls > MOST_CALLS_OF_ONE) {
        breaches.add("cost", "%s called %s times", visit, visit.calls);
      }
    }
    fewAreCalledForNothing();
  }

  /**
   * One at each wish of an owner and at each answer that the receiver is gone, one at each second
   * call that did something, some at each fault. Two at each receiver: until it has answered,
   * several deliveries ask for its wake at once. Who comes too early by another's clock comes again
   * a second later.
   */
  private void fewAreCalledForNothing() {
    long useful = count(Visit.Kind.RETRY) - idle();
    long disturbed = evidence.history.visits.stream().filter(Visit::isDisturbed).count();
    long most =
        FEW
            + count(Visit.Kind.OWNER)
            + gone()
            + 2 * receivers()
            + useful / 2
            + useful * 2 * evidence.skew.toSeconds()
            + 3 * disturbed;
    if (idle() > most) {
      breaches.add("cost", "called %s times for nothing, not %s", idle(), most);
    }
  }

  private long receivers() {
    return evidence.history.deliveries().stream()
        .map(record -> record.delivery().webhook())
        .distinct()
        .count();
  }

  private long gone() {
    return evidence.history.deliveries().stream()
        .flatMap(record -> record.attempts().stream())
        .filter(attempt -> attempt.status().equals(Optional.of(410)))
        .count();
  }

  long idle() {
    return evidence.history.visits.stream()
        .filter(visit -> visit.kind == Visit.Kind.RETRY)
        .filter(visit -> visit.attempts == 0 && visit.writes == 0)
        .count();
  }

  private long count(Visit.Kind kind) {
    return evidence.history.visits.stream().filter(visit -> visit.kind == kind).count();
  }
}
