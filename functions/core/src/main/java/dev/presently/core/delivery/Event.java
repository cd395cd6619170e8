package dev.presently.core.delivery;

import dev.presently.core.presence.Change;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.Seq;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.webhook.EventName;
import dev.presently.core.webhook.Webhook;
import java.time.Instant;

/** Something a receiver is told: the same data always makes the same event, with the same id. */
public sealed interface Event {
  EventId id();

  EventName name();

  SessionName session();

  Instant timestamp();

  /** What is kept in order: all events with the same subject, for one webhook, are one lane. */
  String subject();

  boolean wantedBy(Webhook webhook);

  /** A contact's presence changed. */
  record PresenceUpdate(Change change) implements Event {
    @Override
    public EventId id() {
      PresenceKey key = change.key();
      return EventId.of(session(), key.path(), seq().value(), change.presence().began());
    }

    @Override
    public EventName name() {
      return EventName.PRESENCE_UPDATE;
    }

    @Override
    public SessionName session() {
      return change.key().session();
    }

    @Override
    public Instant timestamp() {
      return change.presence().updatedAt();
    }

    @Override
    public String subject() {
      return session() + "#" + change.key().path();
    }

    @Override
    public boolean wantedBy(Webhook webhook) {
      return webhook.wants(change);
    }

    public Seq seq() {
      return change.presence().seq();
    }
  }

  /** A session was started or stopped; {@code at} is when. */
  record SessionStatusChanged(
      SessionName session, SessionStatus status, Instant began, Instant at, long revision)
      implements Event {
    public static SessionStatusChanged of(Session session) {
      return new SessionStatusChanged(
          session.name(),
          session.status(),
          session.createdAt(),
          session.updatedAt(),
          session.revision());
    }

    @Override
    public EventId id() {
      return EventId.of(session, name(), revision, began);
    }

    @Override
    public EventName name() {
      return EventName.SESSION_STATUS;
    }

    @Override
    public Instant timestamp() {
      return at;
    }

    @Override
    public String subject() {
      return session.value();
    }

    @Override
    public boolean wantedBy(Webhook webhook) {
      return webhook.wants(name(), session);
    }
  }
}
