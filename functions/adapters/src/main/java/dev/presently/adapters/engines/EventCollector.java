package dev.presently.adapters.engines;

import dev.presently.core.InvalidValue;
import dev.presently.core.engine.ConnectionReport;
import dev.presently.core.engine.EngineEvents;
import dev.presently.core.presence.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects the events of a body; an invalid report is counted and does not affect the others. */
public final class EventCollector {
  private final List<Report> reports = new ArrayList<>();
  private int ignored;

  /** A body without events counts as one ignored. */
  public static EngineEvents none() {
    return new EngineEvents(List.of(), List.of(), List.of(), 1);
  }

  public static EngineEvents one(Supplier<Report> report) {
    var events = new EventCollector();
    events.add(report);
    return events.events();
  }

  public static EngineEvents one(ConnectionReport connection) {
    return new EngineEvents(List.of(), List.of(connection), List.of(), 0);
  }

  /** An event with a status word that is not known changes nothing. */
  public static EngineEvents unknownStatus(String word) {
    return new EngineEvents(List.of(), List.of(), List.of(word), 1);
  }

  /** Adds the report, or counts it when it throws {@link InvalidValue}. */
  public void add(Supplier<Report> report) {
    try {
      reports.add(report.get());
    } catch (InvalidValue e) {
      ignored++;
    }
  }

  public EngineEvents events() {
    return new EngineEvents(
        reports, List.of(), List.of(), reports.isEmpty() && ignored == 0 ? 1 : ignored);
  }
}
