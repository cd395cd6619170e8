package dev.presently.core.engine;

import dev.presently.core.ConflictRetry;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.ApplyReport;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Report;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.ChangeSession;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.session.SessionStore;
import dev.presently.core.subscription.SubscriberStore;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Lets the sessions of this deployment see each other, without an outside service. What a session
 * says is stored first and then told to each subscriber; a crash in between is mended by saying it
 * again.
 */
public final class Loopback {
  private final SessionStore sessions;
  private final OwnPresenceStore ownPresences;
  private final SubscriberStore subscribers;
  private final ApplyReport reports;
  private final ConflictRetry contention;
  private final Clock clock;

  public Loopback(
      SessionStore sessions,
      OwnPresenceStore ownPresences,
      SubscriberStore subscribers,
      ApplyReport reports,
      ConflictRetry contention,
      Clock clock) {
    this.sessions = sessions;
    this.ownPresences = ownPresences;
    this.subscribers = subscribers;
    this.reports = reports;
    this.contention = contention;
    this.clock = clock;
  }

  void become(Session session, SessionStatus status) {
    new ChangeSession(sessions, contention, clock)
        .change(
            session.name(),
            (before, now) -> before.status().equals(status) ? before : before.become(status, now));
  }

  /**
   * Stores what the session says of itself and tells its subscribers. The session is read again in
   * between: one that was stopped meanwhile is unavailable, one that moved is told under its new
   * address.
   */
  void announce(Session session, Availability availability) {
    OwnPresence said = say(session, own -> own.become(availability, clock.instant()));
    Session now =
        sessions.find(session.name()).filter(found -> found.engine().isLoopback()).orElse(session);
    tell(
        now,
        now.status().isConnected()
            ? said
            : say(now, own -> own.become(Availability.UNAVAILABLE, clock.instant())));
  }

  /**
   * Who subscribed to an address that the session left sees it leave; who subscribed to one that it
   * has now hears what it last said.
   */
  void move(Session before, Session after) {
    if (before.engine().isLoopback() && !after.engine().isLoopback()) {
      tell(before, say(before, own -> own.become(Availability.UNAVAILABLE, clock.instant())));
    } else {
      Set<Jid> kept = Set.copyOf(after.ownJids());
      OwnPresence gone = ownPresence(before).become(Availability.UNAVAILABLE, clock.instant());
      for (Jid left : before.ownJids()) {
        if (!kept.contains(left)) {
          tell(List.of(left), gone.reportOf(Identity.of(left)));
        }
      }
    }
    if (after.engine().isLoopback()) {
      tell(after, say(after, own -> own.again(clock.instant())));
    }
  }

  /** Tells the subscribers once more what the session last said. */
  void tell(Session session) {
    tell(session, ownPresence(session));
  }

  void subscribe(Session session, Jid contact) {
    subscribers.add(contact, session.name());
  }

  void unsubscribe(Session session, Jid contact) {
    subscribers.remove(contact, session.name());
  }

  /** The subscriber takes over what the contact last said, where the contact is one of us. */
  void takeOver(Session subscriber, Jid contact) {
    sessions
        .ownerOf(contact)
        .flatMap(sessions::find)
        .ifPresent(
            other ->
                reports.apply(
                    subscriber.name(),
                    ownPresence(other).reportOf(other.identity().orElseThrow())));
  }

  /**
   * Seen by the session whose address the chat is, or by all that subscribed to the group. It has
   * no time of its own, so that it never outdates what the session says of itself.
   */
  void type(Session session, Jid chat, Typing typing) {
    Report report = Report.about(session.identity().orElseThrow()).in(chat).does(typing);
    if (chat.isGroup()) {
      for (SessionName subscriber : subscribers.of(chat)) {
        if (!subscriber.equals(session.name())) {
          reports.apply(subscriber, report);
        }
      }
    } else {
      sessions
          .ownerOf(chat)
          .filter(other -> subscribed(other, session))
          .ifPresent(other -> reports.apply(other, report));
    }
  }

  void forget(SessionName session) {
    ownPresences.remove(session);
  }

  private OwnPresence say(Session session, UnaryOperator<OwnPresence> saying) {
    return contention.settle(
        () -> {
          OwnPresence before = ownPresence(session);
          OwnPresence after = saying.apply(before);
          return after.equals(before) || ownPresences.save(after)
              ? Optional.of(after)
              : Optional.empty();
        });
  }

  private boolean subscribed(SessionName subscriber, Session contact) {
    return contact.ownJids().stream().anyMatch(jid -> subscribers.contains(jid, subscriber));
  }

  private void tell(Session session, OwnPresence own) {
    tell(session.ownJids(), own.reportOf(session.identity().orElseThrow()));
  }

  private void tell(List<Jid> addresses, Report report) {
    Set<SessionName> told = new LinkedHashSet<>();
    for (Jid jid : addresses) {
      for (SessionName subscriber : subscribers.of(jid)) {
        if (told.add(subscriber)) {
          reports.apply(subscriber, report);
        }
      }
    }
  }

  private OwnPresence ownPresence(Session session) {
    return ownPresences.find(session.name()).orElseGet(() -> OwnPresence.atFirst(session));
  }
}
