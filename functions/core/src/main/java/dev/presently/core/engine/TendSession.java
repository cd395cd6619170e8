package dev.presently.core.engine;

import dev.presently.core.presence.PresenceStore;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionStore;
import java.time.Duration;
import java.util.Optional;

/**
 * Does what is due for one session: reads its status, or does one step of a pass over its
 * subscriptions. A step asks the engine for one contact, or for one second's contacts if the pace
 * is higher, and queues the next step at the pace.
 *
 * <p>A step is claimed by a conditional write before it asks, so that repeated messages and
 * messages of earlier passes have no effect. After a crash {@link TendSessions} resumes the pass
 * where it stood; at most the contacts of the lost step are asked for twice.
 */
public final class TendSession {
  /** What a request came to. */
  public sealed interface Result {
    /** The status was read, or something else was due. */
    record Tended() implements Result {}

    /** The engine was asked for so many contacts, or for the own presence only. */
    record Stepped(int asked) implements Result {}

    /** There is nothing more to ask for. */
    record PassEnded() implements Result {}

    /** The engine or its session is away; the pass waits. */
    record Postponed(String reason) implements Result {}

    /** Another message did it, or there is nothing to do. */
    record Nothing() implements Result {}
  }

  /** How many contacts one step looks through. */
  private static final int LOOKED_THROUGH = 1_000;

  private static final int PAGE_SIZE = 200;

  /** After that a step asks for no further contact. */
  private static final Duration LONGEST_STEP = Duration.ofSeconds(10);

  private static final Result NOTHING = new Result.Nothing();

  private final SessionStore sessions;
  private final PresenceStore presences;
  private final OwnPresenceStore ownPresences;
  private final RemoteCommands remote;

  public TendSession(
      SessionStore sessions,
      PresenceStore presences,
      OwnPresenceStore ownPresences,
      RemoteCommands remote) {
    this.sessions = sessions;
    this.presences = presences;
    this.ownPresences = ownPresences;
    this.remote = remote;
  }

  public Result tend(TendRequest request) {
    Optional<Session> session = sessions.find(request.session()).filter(Session::hasRemoteEngine);
    if (session.isEmpty()) {
      remote.tendings().remove(request.session());
      return NOTHING;
    }
    return NOTHING;
  }
}
