package dev.presently.core.webhook;

import dev.presently.core.Page;
import dev.presently.core.session.SessionName;
import java.util.List;
import java.util.Optional;

/**
 * Stores webhooks, and no more than their {@link WebhookLimits}. Reads see every completed write.
 */
public interface WebhookStore {
  sealed interface Result {
    record Saved() implements Result {}

    /** The stored revision is another one. */
    record Conflict() implements Result {}

    /** Its session, or all sessions where it has none, has as many as one may have. */
    record TooManyOfSession(int limit) implements Result {}

    record TooManyInAll(int limit) implements Result {}

    /** A new webhook's session does not exist. */
    record NoSession(SessionName session) implements Result {}
  }

  /** An id that no webhook has had. */
  WebhookId nextId();

  Optional<Webhook> find(WebhookId id);

  /** Webhooks by id, {@code after} excluded. */
  Page<Webhook> list(Optional<String> after, int limit);

  /** The webhooks of this session alone, or those of all sessions where it is empty; by id. */
  List<Webhook> of(Optional<SessionName> session);

  /**
   * Stores the webhook if its revision is unchanged; a refused save wrote nothing. The session of a
   * stored webhook never changes.
   */
  Result save(Webhook webhook);

  /** False if there is none. */
  boolean remove(WebhookId id);
}
