package dev.presently.core.engine;

import dev.presently.core.presence.Report;
import java.util.List;
import java.util.Set;

/** Reads and verifies the webhooks of one engine type. */
public interface EngineEventReader {
  /** The reports of one body, in order, and the number of ignored entries. */
  record EngineReports(List<Report> reports, int ignored) {
    public EngineReports {
      reports = List.copyOf(reports);
    }
  }

  EngineSignature signature();

  /** The media types that {@link #read} understands. */
  Set<String> mediaTypes();

  /**
   * Reads one body. An unreadable contact is ignored; an unreadable body throws {@link
   * dev.presently.core.InvalidValue}.
   */
  EngineReports read(byte[] body, String mediaType);
}
