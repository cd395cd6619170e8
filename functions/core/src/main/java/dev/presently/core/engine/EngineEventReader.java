package dev.presently.core.engine;

import dev.presently.core.presence.Report;
import java.util.List;
import java.util.Set;

/** How engines of one type tell of contacts by their own webhooks, and how they sign that. */
public interface EngineEventReader {
  /** What one body held: reports in their order, and how much of it told us nothing. */
  record Intake(List<Report> reports, int ignored) {
    public Intake {
      reports = List.copyOf(reports);
    }
  }

  EngineSignature signature();

  /** The media types that {@link #read} understands. */
  Set<String> mediaTypes();

  /**
   * Reads one body. A contact in it that cannot be read is ignored; a body that cannot be read is
   * an {@link dev.presently.core.InvalidValue}.
   */
  Intake read(byte[] body, String mediaType);
}
