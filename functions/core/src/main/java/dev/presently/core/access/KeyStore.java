package dev.presently.core.access;

import dev.presently.core.Page;
import java.util.Optional;

/** Keeps keys. Reads see every write that was answered before them. */
public interface KeyStore {
  Optional<ApiKey> find(KeyId id);

  /** Keys by id, {@code after} excluded. */
  Page<ApiKey> list(Optional<String> after, int limit);

  /** Stores the key if its revision is still the stored one; false wrote nothing. */
  boolean save(ApiKey key);

  /** False when there was none. */
  boolean remove(KeyId id);
}
