package dev.presently.core.access;

import dev.presently.core.ConflictRetry;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Applies a change to a stored key, again and again while others are faster. */
public final class ChangeKey {
  private final KeyStore keys;
  private final ConflictRetry conflicts;

  public ChangeKey(KeyStore keys, ConflictRetry conflicts) {
    this.keys = keys;
    this.conflicts = conflicts;
  }

  /** The stored key; none when there is none. A change to an equal key writes nothing. */
  public Optional<ApiKey> change(KeyId id, UnaryOperator<ApiKey> change) {
    return conflicts.retry(
        () -> {
          Optional<ApiKey> before = keys.find(id);
          Optional<ApiKey> after = before.map(change);
          return after.equals(before) || keys.save(after.orElseThrow())
              ? Optional.of(after)
              : Optional.empty();
        });
  }
}
