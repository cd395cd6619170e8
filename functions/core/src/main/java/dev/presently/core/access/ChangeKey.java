package dev.presently.core.access;

import dev.presently.core.ConflictRetry;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes a stored key. */
public final class ChangeKey {
  private final KeyStore keys;
  private final ConflictRetry conflicts;

  public ChangeKey(KeyStore keys, ConflictRetry conflicts) {
    this.keys = keys;
    this.conflicts = conflicts;
  }

  /** The stored key; empty if there is none. */
  public Optional<ApiKey> change(KeyId id, UnaryOperator<ApiKey> change) {
    return conflicts.change(() -> keys.find(id), change, keys::save);
  }
}
