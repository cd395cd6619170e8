package dev.presently.core.engine;

import dev.presently.core.presence.ApplyReport;
import dev.presently.core.presence.Report;
import dev.presently.core.session.Session;
import java.time.Clock;

/** Applies the events of one body of an engine's webhook; they are stored when this returns. */
public final class ApplyEngineEvents {
  private final ApplyReport reports;
  private final ChangeConnection connections;
  private final Clock clock;

  public ApplyEngineEvents(ApplyReport reports, ChangeConnection connections, Clock clock) {
    this.reports = reports;
    this.connections = connections;
    this.clock = clock;
  }

  /** Applies them in their order; the same events again change nothing. */
  public void apply(Session session, EngineEvents events) {
    for (ConnectionReport connection : events.connections()) {
      connections.apply(session.name(), connection);
    }
    for (Report report : events.reports()) {
      reports.apply(session.name(), report.received(clock.instant()));
    }
    if (events.accepted() > 0 || !events.unknownStatuses().isEmpty()) {
      connections.noteEvent(session);
    }
  }
}
