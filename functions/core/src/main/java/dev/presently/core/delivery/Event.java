package dev.presently.core.delivery;

import dev.presently.core.command.CommandResult;
import dev.presently.core.presence.Change;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.Seq;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.webhook.EventName;
import dev.presently.core.webhook.Webhook;
import java.time.Instant;
import java.util.Optional;

/** Something a receiver is told: the same data always makes the same event, with the same id. */
public sealed interface Event {
  EventId id();

  EventName name();

  /** Whose event it is; none where it is the deployment's. */
  Optional<SessionName> owner();

  Instant timestamp();

  /** What is kept in order: all events with the same text here, for one webhook, are one lane. */
  String lane();

  /** Where it stands among the events of its lane. */
  Position position();

  default EventSubject subject() {
    return EventSubject.NOBODY;
  }

  boolean wantedBy(Webhook webhook);

  /** A contact's presence changed. */
  record PresenceUpdate(Change change) implements Event {
    @Override
    public EventId id() {
      PresenceKey key = change.key();
      return EventId.of(key.session(), key.path(), seq().value(), change.presence().began());
    }

    @Override
    public EventName name() {
      return EventName.PRESENCE_UPDATE;
    }

    @Override
    public Optional<SessionName> owner() {
      return Optional.of(change.key().session());
    }

    @Override
    public Instant timestamp() {
      return change.presence().updatedAt();
    }

    @Override
    public String lane() {
      return lane(change.key());
    }

    /** The lane of all changes of this key. */
    static String lane(PresenceKey key) {
      return key.session() + "#" + key.path();
    }

    @Override
    public Position position() {
      return new Position(change.presence().began(), seq().value());
    }

    @Override
    public EventSubject subject() {
      return EventSubject.of(change.key());
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
    public Optional<SessionName> owner() {
      return Optional.of(session);
    }

    @Override
    public String lane() {
      return session.value();
    }

    @Override
    public Position position() {
      return new Position(began, revision);
    }

    @Override
    public boolean wantedBy(Webhook webhook) {
      return webhook.wants(name(), Optional.of(session));
    }
  }

  /**
   * A command that was to be done later has ended. Each is a lane of its own: no other result makes
   * it superfluous.
   */
  record CommandEnded(CommandResult result) implements Event {
    @Override
    public EventId id() {
      return EventId.of(result.session(), name(), result.id());
    }

    @Override
    public EventName name() {
      return EventName.COMMAND_RESULT;
    }

    @Override
    public Optional<SessionName> owner() {
      return Optional.of(result.session());
    }

    @Override
    public Instant timestamp() {
      return result.at();
    }

    @Override
    public String lane() {
      return result.session() + "#" + result.id();
    }

    @Override
    public Position position() {
      return new Position(result.at(), 0);
    }

    @Override
    public boolean wantedBy(Webhook webhook) {
      return webhook.wants(name(), owner());
    }
  }

  /**
   * A webhook was disabled for what its receiver did; the others are told, those of its session and
   * those of all.
   */
  record WebhookDisabled(Webhook webhook, String reason) implements Event {
    @Override
    public EventId id() {
      return EventId.of(webhook.id(), name(), webhook.revision(), webhook.createdAt());
    }

    @Override
    public EventName name() {
      return EventName.WEBHOOK_DISABLED;
    }

    @Override
    public Optional<SessionName> owner() {
      return webhook.settings().session();
    }

    @Override
    public Instant timestamp() {
      return webhook.updatedAt();
    }

    @Override
    public String lane() {
      return "webhook#" + webhook.id();
    }

    @Override
    public Position position() {
      return new Position(webhook.createdAt(), webhook.revision());
    }

    @Override
    public boolean wantedBy(Webhook other) {
      return !other.id().equals(webhook.id()) && other.wants(name(), owner());
    }
  }

  /** Somebody wants to see whether a webhook's receiver works; {@code nonce} makes it unique. */
  record WebhookTest(Webhook webhook, Instant timestamp, String nonce) implements Event {
    @Override
    public EventId id() {
      return EventId.of(webhook.id(), name(), timestamp, nonce);
    }

    @Override
    public EventName name() {
      return EventName.WEBHOOK_TEST;
    }

    @Override
    public Optional<SessionName> owner() {
      return webhook.settings().session();
    }

    @Override
    public String lane() {
      return "webhook#" + webhook.id() + "#test";
    }

    @Override
    public Position position() {
      return new Position(timestamp, 0);
    }

    /** Asked for at one webhook, whatever events that one wants. */
    @Override
    public boolean wantedBy(Webhook other) {
      return other.id().equals(webhook.id());
    }
  }
}
