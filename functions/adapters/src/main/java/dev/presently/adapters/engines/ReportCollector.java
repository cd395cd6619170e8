package dev.presently.adapters.engines;

import dev.presently.core.InvalidValue;
import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.presence.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects what a body tells; what cannot be understood is counted, and hinders nothing else. */
final class ReportCollector {
  private final List<Report> told = new ArrayList<>();
  private int ignored;

  /** A body that tells nothing. */
  static EngineEventReader.Intake none() {
    return new ReportCollector().intake();
  }

  ReportCollector add(Supplier<Optional<Report>> report) {
    Optional<Report> read = understood(report);
    read.ifPresentOrElse(told::add, () -> ignored++);
    return this;
  }

  EngineEventReader.Intake intake() {
    return new EngineEventReader.Intake(told, told.isEmpty() && ignored == 0 ? 1 : ignored);
  }

  private static Optional<Report> understood(Supplier<Optional<Report>> report) {
    try {
      return report.get();
    } catch (InvalidValue e) {
      return Optional.empty();
    }
  }
}
