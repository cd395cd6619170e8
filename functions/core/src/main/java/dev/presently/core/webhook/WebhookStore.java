package dev.presently.core.webhook;

import dev.presently.core.Page;
import java.util.Optional;

/** Stores webhooks. Reads see every completed write. */
public interface WebhookStore {
  /** An id that no webhook has had. */
  WebhookId nextId();

  Optional<Webhook> find(WebhookId id);

  /** Webhooks by id, {@code after} excluded. */
  Page<Webhook> list(Optional<String> after, int limit);

  /** Stores the webhook if its revision is unchanged; false wrote nothing. */
  boolean save(Webhook webhook);

  /** False if there is none. */
  boolean remove(WebhookId id);
}
