package dev.presently.core.access;

import dev.presently.core.Page;
import dev.presently.core.Pages;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Stores keys in memory, synchronized. */
public final class InMemoryKeyStore implements KeyStore {
  private final NavigableMap<String, ApiKey> keys = new TreeMap<>();

  @Override
  public synchronized Optional<ApiKey> find(KeyId id) {
    return Optional.ofNullable(keys.get(id.value()));
  }

  @Override
  public synchronized Page<ApiKey> list(Optional<String> after, int limit) {
    return Pages.of(keys, after, limit, key -> key.id().value());
  }

  @Override
  public synchronized boolean save(ApiKey key) {
    if (key.revision() != find(key.id()).map(ApiKey::revision).orElse(0L)) {
      return false;
    }
    keys.put(key.id().value(), key.stored());
    return true;
  }

  @Override
  public synchronized boolean remove(KeyId id) {
    return keys.remove(id.value()) != null;
  }
}
