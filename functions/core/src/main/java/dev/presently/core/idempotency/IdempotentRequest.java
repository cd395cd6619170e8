package dev.presently.core.idempotency;

import dev.presently.core.access.KeyId;

/** Which request is meant: an idempotency key counts within one API key, method and path. */
public record IdempotentRequest(KeyId caller, String method, String path, IdempotencyKey key) {
  /** Under what it is stored: a path can hold a contact's address. */
  public Fingerprint fingerprint() {
    // Only the path may hold a line break, so no two names become one text.
    return Fingerprint.of(String.join("\n", caller.value(), method, path, key.value()));
  }
}
