package dev.presently.core.engine;

import dev.presently.core.contact.Jid;

/** What became of one of many subscriptions that were asked for; {@code given} is how it was. */
public sealed interface SubscribeResult {
  /** It stands. */
  record Granted(Jid contact) implements SubscribeResult {}

  /** What was given is no JID; the code is the contract's word for it. */
  record NoJid(String given, String code, String sentence) implements SubscribeResult {}

  record Refused(String given, Engine.Refused why) implements SubscribeResult {}

  /** What keeps subscriptions failed at this one. */
  record Unavailable(String given) implements SubscribeResult {}
}
