package dev.presently.adapters.engines;

import dev.presently.core.TestClock;
import dev.presently.core.contact.Identity;
import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.engine.EngineEvents;
import dev.presently.core.presence.LastSeen;
import dev.presently.core.presence.Report;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reports in one line of words, as a test expects them. */
public final class Told {
  private Told() {}

  /** Of a session of the engine without settings. */
  public static final Session SESSION =
      Session.create(
          new SessionName("shop"),
          EngineSettings.of(new EngineType("remote")),
          Session.Profile.EMPTY,
          TestClock.START);

  public static String by(EngineEventReader engine, String json) {
    return words(engine.read(SESSION, json.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * All events: reports, connection reports, {@code unknown} status words, and {@code ignored} with
   * the number of ignored entries.
   */
  public static String events(EngineEvents events) {
    return Stream.of(
            events.reports().stream().map(Told::words),
            events.connections().stream().map(EngineFacts::words),
            events.unknownStatuses().stream().map(word -> "unknown " + word),
            Stream.of("ignored " + events.ignored()).filter(_ -> events.ignored() > 0))
        .flatMap(words -> words)
        .collect(Collectors.joining(" | "));
  }

  public static String words(EngineEvents intake) {
    return intake.reports().stream().map(Told::words).collect(Collectors.joining(" | "));
  }

  private static String words(Report report) {
    var words = new StringBuilder(report.contact().jid().toString());
    if (report.contact().isLinked()) {
      report.contact().lid().ifPresent(lid -> words.append(" lid=").append(lid));
      words.append(report.contact().mode() == Identity.Mode.LID ? " by=lid" : "");
    }
    report.group().ifPresent(chat -> words.append(" in=").append(chat));
    report.availability().ifPresent(told -> words.append(' ').append(told));
    report.typing().ifPresent(told -> words.append(' ').append(told));
    if (report.lastSeen() instanceof LastSeen.Visible(var at)) {
      words.append(" lastSeen=").append(at);
    }
    report.at().ifPresent(at -> words.append(" at=").append(at));
    report.eventId().ifPresent(event -> words.append(" event=").append(event));
    return words.toString();
  }
}
