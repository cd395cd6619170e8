package dev.presently.api.session;

import dev.presently.core.InvalidValue;
import dev.presently.core.contact.Jid;

/** Reads a session's own hidden id. */
final class OwnLid {
  private OwnLid() {}

  static Jid parse(String text) {
    Jid jid = Jid.parse(text);
    if (jid.server() != Jid.Server.LID) {
      throw new InvalidValue("not a LID; accepted: digits@lid");
    }
    return jid;
  }
}
