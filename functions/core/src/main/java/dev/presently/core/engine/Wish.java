package dev.presently.core.engine;

import dev.presently.core.contact.Jid;

/** What became of one of many subscriptions that were asked for; {@code given} is how it was. */
public sealed interface Wish {
  /** It stands. */
  record Granted(Jid contact) implements Wish {}

  /** What was given is no JID; the code is the contract's word for it. */
  record NoJid(String given, String code, String sentence) implements Wish {}

  record Refused(String given, Engine.Refused why) implements Wish {}

  /** What keeps subscriptions failed at this one. */
  record Unavailable(String given) implements Wish {}
}
