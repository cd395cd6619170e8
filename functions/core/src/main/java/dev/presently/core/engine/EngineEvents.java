package dev.presently.core.engine;

import dev.presently.core.presence.Report;
import java.util.List;

/**
 * The events of one body of an engine's webhook, in order: reports about contacts, reports about
 * the connection, status words that are not known, and the number of ignored entries.
 */
public record EngineEvents(
    List<Report> reports,
    List<ConnectionReport> connections,
    List<String> unknownStatuses,
    int ignored) {
  public EngineEvents {
    reports = List.copyOf(reports);
    connections = List.copyOf(connections);
    unknownStatuses = List.copyOf(unknownStatuses);
  }

  public int accepted() {
    return reports.size() + connections.size();
  }
}
