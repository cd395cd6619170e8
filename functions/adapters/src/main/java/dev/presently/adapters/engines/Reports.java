package dev.presently.adapters.engines;

import dev.presently.core.InvalidValue;
import dev.presently.core.engine.EngineEvents;
import dev.presently.core.presence.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects what a body tells; what cannot be understood is counted, and hinders nothing else. */
final class Reports {
  private final List<Report> told = new ArrayList<>();
  private int ignored;

  /** A body that tells nothing. */
  static EngineEvents.Intake none() {
    return new Reports().intake();
  }

  Reports add(Supplier<Optional<Report>> report) {
    Optional<Report> read = understood(report);
    read.ifPresentOrElse(told::add, () -> ignored++);
    return this;
  }

  EngineEvents.Intake intake() {
    return new EngineEvents.Intake(told, told.isEmpty() && ignored == 0 ? 1 : ignored);
  }

  private static Optional<Report> understood(Supplier<Optional<Report>> report) {
    try {
      return report.get();
    } catch (InvalidValue e) {
      return Optional.empty();
    }
  }
}
