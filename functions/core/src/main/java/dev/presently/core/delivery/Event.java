package dev.presently.core.delivery;

import dev.presently.core.command.CommandResult;
import dev.presently.core.presence.Change;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.Seq;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.EventName;
import dev.presently.core.webhook.Webhook;
import java.time.Instant;
import java.util.Optional;

/** What a webhook can receive. The same data always makes the same event, with the same id. */
public sealed interface Event {
  /** A contact's presence changed. */
  record PresenceUpdate(Change change) implements Event {
    /** The lane of all changes of this key. */
    static String lane(PresenceKey key) {
      return key.session() + "#" + key.path();
    }

    public Seq seq() {
      return change.presence().seq();
    }
  }

  /** A session was started or stopped. */
  record SessionStatusChanged(Session session) implements Event {}

  /** An asynchronous command has ended. Each has its own lane: no result supersedes another. */
  record CommandEnded(CommandResult result) implements Event {}

  /**
   * A webhook was disabled for what its receiver did. The other webhooks of its session and those
   * of all sessions receive this.
   */
  record WebhookDisabled(Webhook webhook, String reason) implements Event {}

  /** A test of one webhook's receiver; {@code nonce} makes it unique. */
  record WebhookTest(Webhook webhook, Instant at, String nonce) implements Event {}

  default EventId id() {
    return switch (this) {
      case PresenceUpdate update -> {
        PresenceKey key = update.change().key();
        yield EventId.of(
            key.session(), key.path(), update.seq().value(), update.change().presence().began());
      }
      case SessionStatusChanged(var session) ->
          EventId.of(session.name(), name(), session.revision(), session.createdAt());
      case CommandEnded(var result) -> EventId.of(result.session(), name(), result.id());
      case WebhookDisabled(var webhook, _) ->
          EventId.of(webhook.id(), name(), webhook.revision(), webhook.createdAt());
      case WebhookTest(var webhook, var at, var nonce) ->
          EventId.of(webhook.id(), name(), at, nonce);
    };
  }

  default EventName name() {
    return switch (this) {
      case PresenceUpdate _ -> EventName.PRESENCE_UPDATE;
      case SessionStatusChanged _ -> EventName.SESSION_STATUS;
      case CommandEnded _ -> EventName.COMMAND_RESULT;
      case WebhookDisabled _ -> EventName.WEBHOOK_DISABLED;
      case WebhookTest _ -> EventName.WEBHOOK_TEST;
    };
  }

  /** The event's session; empty for an event of the deployment. */
  default Optional<SessionName> owner() {
    return switch (this) {
      case PresenceUpdate(var change) -> Optional.of(change.key().session());
      case SessionStatusChanged(var session) -> Optional.of(session.name());
      case CommandEnded(var result) -> Optional.of(result.session());
      case WebhookDisabled(var webhook, _) -> webhook.settings().session();
      case WebhookTest(var webhook, _, _) -> webhook.settings().session();
    };
  }

  default Instant timestamp() {
    return switch (this) {
      case PresenceUpdate(var change) -> change.presence().updatedAt();
      case SessionStatusChanged(var session) -> session.updatedAt();
      case CommandEnded(var result) -> result.at();
      case WebhookDisabled(var webhook, _) -> webhook.updatedAt();
      case WebhookTest(_, var at, _) -> at;
    };
  }

  /** Order is kept among events with the same lane text: for one webhook, they are one lane. */
  default String lane() {
    return switch (this) {
      case PresenceUpdate(var change) -> PresenceUpdate.lane(change.key());
      case SessionStatusChanged(var session) -> session.name().value();
      case CommandEnded(var result) -> result.session() + "#" + result.id();
      case WebhookDisabled(var webhook, _) -> "webhook#" + webhook.id();
      case WebhookTest(var webhook, _, _) -> "webhook#" + webhook.id() + "#test";
    };
  }

  /** Orders the events of a lane. */
  default Position position() {
    return switch (this) {
      case PresenceUpdate update ->
          new Position(update.change().presence().began(), update.seq().value());
      case SessionStatusChanged(var session) ->
          new Position(session.createdAt(), session.revision());
      case CommandEnded(var result) -> new Position(result.at(), 0);
      case WebhookDisabled(var webhook, _) -> new Position(webhook.createdAt(), webhook.revision());
      case WebhookTest(_, var at, _) -> new Position(at, 0);
    };
  }

  default EventSubject subject() {
    return this instanceof PresenceUpdate(var change)
        ? EventSubject.of(change.key())
        : EventSubject.NONE;
  }

  /** A test is for its own webhook, even if that webhook does not ask for tests. */
  default boolean wantedBy(Webhook webhook) {
    return switch (this) {
      case PresenceUpdate(var change) -> webhook.wants(change);
      case SessionStatusChanged _, CommandEnded _ -> webhook.wants(name(), owner());
      case WebhookDisabled(var disabled, _) ->
          !webhook.id().equals(disabled.id()) && webhook.wants(name(), owner());
      case WebhookTest(var tested, _, _) -> webhook.id().equals(tested.id());
    };
  }
}
