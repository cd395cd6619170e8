package dev.presently.adapters.engines.waha;

import dev.presently.adapters.engines.EngineFields;
import dev.presently.adapters.engines.EventCollector;
import dev.presently.core.engine.ConnectionReport;
import dev.presently.core.engine.EngineEvents;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * WAHA's {@code session.status}. Its {@code statuses} are the last words with their times, the
 * current one at the end; {@code me} is the account, and null before the session is paired.
 */
record WahaStatusEvent(JsonNode event, ObjectNode payload, Session session) {
  /** A word in the history and its time. */
  private record Entry(String word, Optional<Instant> at) {
    static Entry of(JsonNode json) {
      return new Entry(json.path("status").asString(""), EngineFields.time(json.path("timestamp")));
    }

    /** False if one of the times is not known. */
    boolean isAfter(Optional<Instant> other) {
      return other.flatMap(earlier -> at.filter(earlier::isBefore)).isPresent();
    }

    ConnectionReport timed(ConnectionReport report) {
      return at.map(report::at).orElse(report);
    }
  }

  /**
   * The report of the current status. If the session is connected and lost its connection in
   * between, without the event of it having arrived, that comes first: subscriptions were lost.
   */
  EngineEvents read() {
    String word = EngineFields.text(payload, "status");
    return status(word)
        .map(this::report)
        .map(
            report ->
                new EngineEvents(
                    List.of(),
                    Stream.concat(missed(word).stream(), Stream.of(report)).toList(),
                    List.of(),
                    0))
        .orElseGet(() -> EventCollector.unknownStatus(word));
  }

  private Optional<SessionStatus> status(String word) {
    return previous(word)
        .map(previous -> WahaStatus.after(previous.word(), word))
        .orElseGet(() -> WahaStatus.after(session.status(), word));
  }

  private ConnectionReport report(SessionStatus status) {
    ConnectionReport report =
        ConnectionReport.of(status).with(WahaAnswers.account(event.path("me")));
    return EngineFields.time(event.path("timestamp"))
        .or(() -> history().reduce((_, last) -> last).flatMap(Entry::at))
        .map(report::at)
        .orElse(report);
  }

  private Optional<ConnectionReport> missed(String word) {
    return previous(word)
        .filter(previous -> session.status().isConnected() && previous.isAfter(heardAt()))
        .flatMap(
            previous ->
                WahaStatus.after(session.status(), previous.word())
                    .filter(status -> !status.isConnected())
                    .map(status -> previous.timed(ConnectionReport.of(status))));
  }

  private Optional<Instant> heardAt() {
    return session.engineState().statusAt();
  }

  /** The last entry with another word. */
  private Optional<Entry> previous(String word) {
    return history().filter(entry -> !entry.word().equals(word)).reduce((_, later) -> later);
  }

  private Stream<Entry> history() {
    return payload.path("statuses").valueStream().map(Entry::of);
  }
}
