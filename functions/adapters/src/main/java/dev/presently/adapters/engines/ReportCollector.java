package dev.presently.adapters.engines;

import dev.presently.core.InvalidValue;
import dev.presently.core.engine.EngineEventReader.EngineReports;
import dev.presently.core.presence.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects a body's reports; an invalid one is counted and does not affect the others. */
final class ReportCollector {
  private final List<Report> reports = new ArrayList<>();
  private int ignored;

  /** A body without reports counts as one ignored. */
  static EngineReports none() {
    return new ReportCollector().intake();
  }

  static EngineReports one(Supplier<Report> report) {
    var reports = new ReportCollector();
    reports.add(report);
    return reports.intake();
  }

  /** Adds the report, or counts it when it throws {@link InvalidValue}. */
  void add(Supplier<Report> report) {
    try {
      reports.add(report.get());
    } catch (InvalidValue e) {
      ignored++;
    }
  }

  EngineReports intake() {
    return new EngineReports(reports, reports.isEmpty() && ignored == 0 ? 1 : ignored);
  }
}
