package dev.presently.core.access;

import dev.presently.core.ConflictRetry;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Applies a change to a stored key, again and again while others are faster. */
public final class ChangeKey {
  private final KeyStore keys;
  private final ConflictRetry contention;

  public ChangeKey(KeyStore keys, ConflictRetry contention) {
    this.keys = keys;
    this.contention = contention;
  }

  /** The stored key; none when there is none. A change to an equal key writes nothing. */
  public Optional<ApiKey> change(KeyId id, UnaryOperator<ApiKey> change) {
    return contention.settle(
        () -> {
          Optional<ApiKey> before = keys.find(id);
          Optional<ApiKey> after = before.map(change);
          return after.equals(before) || keys.save(after.orElseThrow())
              ? Optional.of(after)
              : Optional.empty();
        });
  }
}
