package dev.presently.core.command;

import dev.presently.core.contact.Jid;

/** The result for one contact of {@link Command.SubscribeMany}; {@code chatId} is as requested. */
public sealed interface SubscribeResult {
  record Subscribed(Jid contact) implements SubscribeResult {}

  /** Not a JID; code and message are those of an error response. */
  record Invalid(String chatId, String code, String message) implements SubscribeResult {}

  /** The store failed for this contact. */
  record Unavailable(String chatId) implements SubscribeResult {}
}
