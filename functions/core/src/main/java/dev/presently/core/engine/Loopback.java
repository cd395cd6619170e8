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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Lets the sessions of this deployment see each other, without an external service. A session's own
 * presence is stored first and then reported to each subscriber; after a crash in between, the next
 * command reports it again.
 */
public record Loopback(
    SessionStore sessions,
    OwnPresenceStore ownPresences,
    SubscriberStore subscribers,
    ApplyReport reports,
    ConflictRetry conflicts,
    Clock clock) {
  void setStatus(Session session, SessionStatus status) {
    new ChangeSession(sessions, conflicts, clock)
        .change(
            session.name(),
            (before, now) ->
                before.status().equals(status) ? before : before.withStatus(status, now));
  }

  /**
   * Stores the session's own presence and reports it to its subscribers. The session is read again
   * in between: if it was stopped meanwhile it is unavailable, if its address changed the new one
   * is reported.
   */
  void setPresence(Session session, Availability availability) {
    OwnPresence stored = change(session, own -> own.become(availability, clock.instant()));
    Session current =
        sessions.find(session.name()).filter(found -> found.engine().isLoopback()).orElse(session);
    report(current, current.status().isConnected() ? stored : becomeUnavailable(current));
  }

  /**
   * Subscribers of an address that the session no longer has see it become unavailable; subscribers
   * of its addresses get its last presence.
   */
  void move(Session before, Session after) {
    if (before.engine().isLoopback() && !after.engine().isLoopback()) {
      report(before, becomeUnavailable(before));
    } else {
      OwnPresence last = ownPresence(before).become(Availability.UNAVAILABLE, clock.instant());
      before.ownJids().stream()
          .filter(jid -> !after.ownJids().contains(jid))
          .forEach(left -> report(List.of(left), last.reportOf(Identity.of(left)), Set.of()));
    }
    if (after.engine().isLoopback()) {
      report(after, change(after, own -> own.renewed(clock.instant())));
    }
  }

  /** Reports the stored presence to the subscribers again. */
  void report(Session session) {
    report(session, ownPresence(session));
  }

  /**
   * Adds the subscriber, then reports the contact's stored presence to it, if the contact is a
   * session here: in this order no change is missed.
   */
  void subscribe(Session subscriber, Jid contact) {
    subscribers.add(contact, subscriber.name());
    sessions
        .ownerOf(contact)
        .flatMap(sessions::find)
        .ifPresent(other -> reports.apply(subscriber.name(), reportOf(other, ownPresence(other))));
  }

  void unsubscribe(Session session, Jid contact) {
    subscribers.remove(contact, session.name());
  }

  /**
   * Reports to the session that has the chat's address, or to all subscribers of the group. The
   * report has no time, so that the session's own presence stays the newest.
   */
  void sendTyping(Session session, Jid chat, Typing typing) {
    Report report = Report.about(session.identity().orElseThrow()).in(chat).with(typing);
    if (chat.isGroup()) {
      report(List.of(chat), report, Set.of(session.name()));
    } else {
      sessions
          .ownerOf(chat)
          .filter(
              other -> session.ownJids().stream().anyMatch(jid -> subscribers.contains(jid, other)))
          .ifPresent(other -> reports.apply(other, report));
    }
  }

  void remove(SessionName session) {
    ownPresences.remove(session);
  }

  private OwnPresence becomeUnavailable(Session session) {
    return change(session, own -> own.become(Availability.UNAVAILABLE, clock.instant()));
  }

  private OwnPresence change(Session session, UnaryOperator<OwnPresence> change) {
    return conflicts
        .change(() -> Optional.of(ownPresence(session)), change, ownPresences::save)
        .orElseThrow();
  }

  private void report(Session session, OwnPresence own) {
    report(session.ownJids(), reportOf(session, own), Set.of());
  }

  private static Report reportOf(Session session, OwnPresence own) {
    return own.reportOf(session.identity().orElseThrow());
  }

  /** Each subscriber gets the report once. */
  private void report(List<Jid> addresses, Report report, Set<SessionName> excluded) {
    Set<SessionName> reached = new HashSet<>(excluded);
    for (Jid jid : addresses) {
      for (SessionName subscriber : subscribers.of(jid)) {
        if (reached.add(subscriber)) {
          reports.apply(subscriber, report);
        }
      }
    }
  }

  private OwnPresence ownPresence(Session session) {
    return ownPresences.find(session.name()).orElseGet(() -> OwnPresence.initial(session));
  }
}
