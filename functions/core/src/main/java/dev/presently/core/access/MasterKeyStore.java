package dev.presently.core.access;

import java.util.Optional;

/** Reads the deployment's master key; a replaced key takes effect within a minute. */
public interface MasterKeyStore {
  /** Empty if the master key is switched off. */
  Optional<MasterKey> current();
}
