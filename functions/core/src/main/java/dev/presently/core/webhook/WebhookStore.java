package dev.presently.core.webhook;

import dev.presently.core.Page;
import java.util.Optional;

/** Keeps webhooks. Reads see every write that was answered before them. */
public interface WebhookStore {
  /** A number that no webhook has had. */
  WebhookId nextId();

  Optional<Webhook> find(WebhookId id);

  /** Webhooks by id, {@code after} excluded. */
  Page<Webhook> list(Optional<String> after, int limit);

  /** Stores the webhook if its revision is still the stored one; false wrote nothing. */
  boolean save(Webhook webhook);

  /** False when there was none. */
  boolean remove(WebhookId id);
}
