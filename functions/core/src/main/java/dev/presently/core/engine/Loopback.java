package dev.presently.core.engine;

import dev.presently.core.ConflictRetry;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.ApplyReports;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Confirmation;
import dev.presently.core.presence.Report;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.ChangeSession;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.session.SessionStore;
import dev.presently.core.subscription.SubscriberStore;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Lets the sessions of this deployment see each other, without an external service. A session's own
 * presence is stored first and then reported to each subscriber; after a crash in between, the next
 * command reports it again. Only loopback sessions are told, each under the address that it
 * subscribed to: a number that a session claims is no proof, so that no addresses are linked.
 */
public record Loopback(
    SessionStore sessions,
    OwnPresenceStore ownPresences,
    SubscriberStore subscribers,
    IntakeStore intakes,
    ApplyReports reports,
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
   * in between: if it was stopped or left loopback meanwhile it is unavailable, if its address
   * changed the new one is reported.
   */
  void setPresence(Session session, Availability availability) {
    OwnPresence stored = change(session, own -> own.become(availability, clock.instant()));
    Optional<Session> current = loopback(session.name());
    report(
        current.orElse(session),
        current.filter(found -> found.status().isConnected()).isPresent()
            ? stored
            : becomeUnavailable(session));
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
          .forEach(left -> report(left, last));
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
        .flatMap(
            other ->
                ownPresences.find(other).or(() -> sessions.find(other).map(OwnPresence::initial)))
        .ifPresent(own -> tell(subscriber.name(), own.reportOf(contact)));
  }

  void unsubscribe(Session session, Jid contact) {
    subscribers.remove(contact, session.name());
  }

  /**
   * Reports to the session that has the chat's address, or to all subscribers of the group. The
   * report has no time, so that the session's own presence stays the newest.
   */
  void sendTyping(Session session, Jid chat, Typing typing) {
    if (chat.isGroup()) {
      Jid sender = session.ownJids().getFirst();
      for (SessionName subscriber : subscribers.of(chat)) {
        if (!subscriber.equals(session.name())) {
          tell(subscriber, Report.about(Identity.of(sender)).in(chat).with(typing));
        }
      }
    } else {
      sessions.ownerOf(chat).ifPresent(other -> sendTyping(session.ownJids(), other, typing));
    }
  }

  /** The session subscribes no more: it has left loopback. */
  void leave(SessionName session, Collection<Jid> subscribed) {
    subscribers.removeAll(subscribed, session);
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

  private void sendTyping(List<Jid> senders, SessionName receiver, Typing typing) {
    senders.stream()
        .filter(sender -> subscribers.contains(sender, receiver))
        .forEach(sender -> tell(receiver, Report.about(Identity.of(sender)).with(typing)));
  }

  private void report(Session session, OwnPresence own) {
    session.ownJids().forEach(jid -> report(jid, own));
  }

  private void report(Jid address, OwnPresence own) {
    subscribers.of(address).forEach(subscriber -> tell(subscriber, own.reportOf(address)));
  }

  /** A session that left loopback is told nothing, even if it is still in a list. */
  private void tell(SessionName subscriber, Report report) {
    IntakeStore.Found found =
        intakes.find(subscriber, ApplyReports.keys(subscriber, List.of(report)));
    found
        .session()
        .filter(session -> session.engine().isLoopback())
        .map(Confirmation.Rule::of)
        .ifPresent(rule -> reports.apply(subscriber, List.of(report.with(rule)), found.records()));
  }

  private Optional<Session> loopback(SessionName name) {
    return sessions.find(name).filter(session -> session.engine().isLoopback());
  }

  private OwnPresence ownPresence(Session session) {
    return ownPresences.find(session.name()).orElseGet(() -> OwnPresence.initial(session));
  }
}
