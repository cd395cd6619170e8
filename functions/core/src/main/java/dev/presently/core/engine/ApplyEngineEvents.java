package dev.presently.core.engine;

import dev.presently.core.presence.ApplyReports;
import dev.presently.core.presence.Confirmation;
import dev.presently.core.presence.Report;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Applies the events of one body of an engine's webhook; they are stored when this returns. */
public final class ApplyEngineEvents {
  /** Whether the body was applied. */
  public sealed interface Result {
    record Applied() implements Result {}

    /** The session is not the one for which the body was read; nothing was written. */
    record SessionChanged(Optional<Session> current) implements Result {}
  }

  private final IntakeStore store;
  private final ApplyReports reports;
  private final ChangeConnection connections;
  private final Clock clock;

  public ApplyEngineEvents(
      IntakeStore store, ApplyReports reports, ChangeConnection connections, Clock clock) {
    this.store = store;
    this.reports = reports;
    this.connections = connections;
    this.clock = clock;
  }

  /**
   * Applies them in their order for each contact; the same events again change nothing. The session
   * may be an earlier state: it is read again, together with the contacts, before any write.
   */
  public Result apply(Session session, EngineEvents events) {
    SessionName name = session.name();
    IntakeStore.Found found = store.find(name, ApplyReports.keys(name, events.reports()));
    if (!found.session().equals(Optional.of(session))) {
      return new Result.SessionChanged(found.session());
    }
    for (ConnectionReport connection : events.connections()) {
      connections.apply(name, connection);
    }
    reports.apply(name, entries(session, events.reports()), found.records());
    if (events.accepted() > 0 || !events.unknownStatuses().isEmpty()) {
      connections.noteEvent(session);
    }
    return new Result.Applied();
  }

  /** An event can have several entries about one contact, of which each is applied once. */
  private List<Report> entries(Session session, List<Report> all) {
    Map<String, Integer> numbers = new HashMap<>();
    return all.stream()
        .map(report -> report.received(clock.instant()).with(Confirmation.Rule.of(session)))
        .map(
            report ->
                report
                    .eventId()
                    .map(id -> report.asEntry(numbers.merge(id, 1, Integer::sum)))
                    .orElse(report))
        .toList();
  }
}
