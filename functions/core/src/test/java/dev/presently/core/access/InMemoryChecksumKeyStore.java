package dev.presently.core.access;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Stores the checksum key in memory. */
public final class InMemoryChecksumKeyStore implements ChecksumKeyStore {
  private final AtomicReference<@Nullable ChecksumKey> key = new AtomicReference<>();

  @Override
  public Optional<ChecksumKey> find() {
    return Optional.ofNullable(key.get());
  }

  @Override
  public ChecksumKey createIfAbsent(ChecksumKey candidate) {
    key.compareAndSet(null, candidate);
    return find().orElseThrow();
  }
}
