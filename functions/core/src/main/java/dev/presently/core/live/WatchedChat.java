package dev.presently.core.live;

import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;

/**
 * A chat of a session, by the address under which its changes are asked for.
 *
 * @param asked the name that the client gave: another one where that is a LID which leads to the
 *     chat's number
 */
public record WatchedChat(SessionName session, Jid chat, Jid asked) {
  public WatchedChat(SessionName session, Jid chat) {
    this(session, chat, chat);
  }

  /** The client gave this address itself. */
  public boolean isAsked() {
    return chat.equals(asked);
  }

  /** The same watch under the address that the client gave. */
  WatchedChat ofAsked() {
    return new WatchedChat(session, asked);
  }
}
