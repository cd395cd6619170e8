package dev.presently.adapters.engines;

import dev.presently.core.InvalidValue;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import java.util.Optional;

/** Who an engine speaks of. */
final class EngineIdentities {
  private EngineIdentities() {}

  static Identity identity(Jid who) {
    if (!who.isPerson()) {
      throw new InvalidValue("not a person");
    }
    return Identity.of(who);
  }

  /** The address that was used, and the other one of the same person where it is told along. */
  static Identity identity(Jid used, Optional<Jid> other) {
    Identity self = identity(used);
    return other
        .filter(known -> known.isPerson() && known.server() != used.server())
        .map(known -> self.toldBy(Identity.of(known)))
        .map(both -> new Identity(both.phone(), both.lid(), self.mode()))
        .orElse(self);
  }
}
