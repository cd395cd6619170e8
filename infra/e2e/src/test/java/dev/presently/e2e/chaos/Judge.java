package dev.presently.e2e.chaos;

import java.time.Duration;
import java.util.List;

/** Judges a history once everything is quiet: whatever happened, this is what was promised. */
final class Judge {
  private final Breaches breaches = new Breaches();
  private final long duplicates;
  private final long idle;

  /** Clocks differed from true time by at most the skew. */
  Judge(History history, Duration skew) {
    Evidence evidence = new Evidence(history, skew);
    Arrivals arrivals = new Arrivals(evidence, breaches);
    arrivals.judge();
    new Ends(evidence, breaches).judge();
    new Waits(evidence, breaches).judge();
    Costs costs = new Costs(evidence, breaches);
    costs.judge();
    history.complaints.forEach(complaint -> breaches.add("fault", "%s", complaint));
    duplicates = arrivals.duplicates();
    idle = costs.idle();
  }

  /** What was breached; nothing where all is well. */
  List<String> breaches() {
    return breaches.lines();
  }

  /** How often a receiver took what it had taken before, redeliveries apart. */
  long duplicates() {
    return duplicates;
  }

  /** How often somebody was called and found nothing to do. */
  long idle() {
    return idle;
  }
}
