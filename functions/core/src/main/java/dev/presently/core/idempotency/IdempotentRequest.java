package dev.presently.core.idempotency;

import dev.presently.core.access.KeyId;

/** Identifies a request: an idempotency key is scoped to an API key, method and path. */
public record IdempotentRequest(KeyId caller, String method, String path, IdempotencyKey key) {
  /** The storage key; hashed, since the path may hold a contact's address. */
  public Fingerprint fingerprint() {
    // Only the path may hold a line break, so no two names become one text.
    return Fingerprint.of(String.join("\n", caller.value(), method, path, key.value()));
  }
}
