package dev.presently.core.access;

import java.util.Optional;

/** Where the deployment keeps its master key; another one counts within a minute. */
public interface MasterKeyStore {
  /** Empty where the master key opens nothing. */
  Optional<MasterKey> current();
}
