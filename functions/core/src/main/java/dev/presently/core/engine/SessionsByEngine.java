package dev.presently.core.engine;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.presently.core.Page;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Finds the sessions that use an engine's own session, for events that name only that one. The
 * names are listed once in 60 s, and again for an event that is newer than the list and of an
 * engine's session that is not in it: a session receives events as soon as it is created. A session
 * that takes over an engine's session from another one receives its events up to 60 s later. Safe
 * for several threads.
 */
public final class SessionsByEngine {
  private static final Duration KEPT = Duration.ofSeconds(60);
  private static final int PAGE_SIZE = 500;

  private record EngineSession(EngineType type, String name) {}

  private record Listing(Map<EngineSession, List<SessionName>> names, Instant at) {}

  private final SessionStore sessions;
  private final Clock clock;
  private Listing listing = new Listing(Map.of(), Instant.EPOCH);

  public SessionsByEngine(SessionStore sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /** As they are stored now; {@code sentAt} is when the engine sent the event. */
  public List<Session> find(EngineType type, String engineSession, Instant sentAt) {
    var wanted = new EngineSession(type, engineSession);
    return names(wanted, sentAt).stream()
        .flatMap(name -> sessions.find(name).stream())
        .filter(session -> Optional.of(wanted).equals(of(session.engine())))
        .toList();
  }

  private synchronized List<SessionName> names(EngineSession wanted, Instant sentAt) {
    boolean mayBeNewer = listing.at().isBefore(sentAt) && !listing.names().containsKey(wanted);
    if (mayBeNewer || !clock.instant().isBefore(listing.at().plus(KEPT))) {
      listing = list();
    }
    return listing.names().getOrDefault(wanted, List.of());
  }

  private Listing list() {
    Instant begun = clock.instant();
    Iterable<Session> all = Page.each(after -> sessions.list(after, PAGE_SIZE));
    return new Listing(
        StreamSupport.stream(all.spliterator(), false)
            .filter(session -> of(session.engine()).isPresent())
            .collect(
                groupingBy(
                    session -> of(session.engine()).orElseThrow(),
                    mapping(Session::name, toList()))),
        begun);
  }

  private static Optional<EngineSession> of(EngineSettings engine) {
    return engine.session().map(name -> new EngineSession(engine.type(), name));
  }
}
