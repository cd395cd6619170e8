package dev.presently.core.command;

import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.time.Instant;

/**
 * How a queued command ended, and when. The result is what a direct answer's {@code data} or error
 * would have been, as JSON text.
 */
public record CommandResult(
    CorrelationId id, SessionName session, boolean success, String result, Instant at) {
  /** A person may stand there by number alone, in whatever form the caller wrote it. */
  public boolean names(Jid chat) {
    String text = chat.server() == Jid.Server.PHONE ? chat.user() : chat.toString();
    int at = result.indexOf(text);
    while (at >= 0 && (isDigit(at - 1) || isDigit(at + text.length()))) {
      at = result.indexOf(text, at + 1);
    }
    return at >= 0;
  }

  /** A longer number is another one. */
  private boolean isDigit(int at) {
    return at >= 0 && at < result.length() && Character.isDigit(result.charAt(at));
  }
}
