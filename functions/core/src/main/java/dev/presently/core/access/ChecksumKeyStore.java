package dev.presently.core.access;

import java.util.Optional;

/** Stores the deployment's checksum key, which never changes once it is stored. */
public interface ChecksumKeyStore {
  /** Empty before the first API key. */
  Optional<ChecksumKey> find();

  /** Stores the candidate unless there is a key; returns the stored one. */
  ChecksumKey createIfAbsent(ChecksumKey candidate);
}
