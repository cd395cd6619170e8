package dev.presently.core.command;

import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * The result of a queued command. {@code result} is JSON text: the {@code data} or error that a
 * synchronous response would have.
 */
public record CommandResult(
    CorrelationId id, SessionName session, boolean success, String result, Instant at) {
  /** Finds a phone JID by its number alone, in any form that the caller used. */
  public boolean mentions(Jid chat) {
    String text = chat.server() == Jid.Server.PHONE ? chat.user() : chat.toString();
    String whole = "(?<!\\p{Nd})" + Pattern.quote(text) + "(?!\\p{Nd})";
    return Pattern.compile(whole).matcher(result).find();
  }
}
