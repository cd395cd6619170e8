package dev.presently.e2e.chaos;

/** What came of many lives, for a person to read. */
final class Result {
  private final Tally injected = new Tally();
  private final Tally counts = new Tally();

  /** Adds a life that was judged. */
  void add(History history, Judge judge, Tally faults) {
    injected.addAll(faults);
    counts.add("attempts", history.receipts.size());
    counts.add(
        "attempts by those overtaken", history.receipts.stream().filter(Receipt::late).count());
    counts.add("deliveries", history.steps.size());
    counts.add("duplicates", judge.duplicates());
    counts.add("calls for nothing", judge.idle());
    counts.add("lives", 1);
    for (Visit visit : history.visits) {
      counts.add("runs of " + visit.kind, 1);
    }
    for (var record : history.deliveries()) {
      counts.add("ended " + record.status().word(), 1);
    }
  }

  long count(String name) {
    return counts.counts().getOrDefault(name, 0L);
  }

  /** Faults by kind, all calls together. */
  Tally faults() {
    Tally kinds = new Tally();
    injected.counts().forEach((name, count) -> kinds.add(name.split(" ")[0], count));
    return kinds;
  }

  @Override
  public String toString() {
    return counts + ", faults " + injected.sum() + ": " + faults();
  }
}
