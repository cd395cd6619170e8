package dev.presently.core.access;

import dev.presently.core.Page;
import java.util.Optional;

/** Stores API keys. Reads see every completed write. */
public interface KeyStore {
  Optional<ApiKey> find(KeyId id);

  /** Keys by id, {@code after} excluded. */
  Page<ApiKey> list(Optional<String> after, int limit);

  /** Stores the key if its revision is unchanged; false wrote nothing. */
  boolean save(ApiKey key);

  /** False if there is none. */
  boolean remove(KeyId id);
}
