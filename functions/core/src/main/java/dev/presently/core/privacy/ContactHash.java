package dev.presently.core.privacy;

import dev.presently.core.Sha256;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;

/**
 * Identifies a contact of a session in logs: 128 bits of SHA-256 of both. Pseudonymous, not
 * anonymous: trying all phone numbers finds it.
 */
public record ContactHash(String value) {
  public static ContactHash of(SessionName session, Jid chat) {
    return new ContactHash(Sha256.hex128(session + "#" + chat));
  }

  @Override
  public String toString() {
    return value;
  }
}
