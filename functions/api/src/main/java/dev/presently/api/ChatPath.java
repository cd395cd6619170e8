package dev.presently.api;

import dev.presently.core.contact.Jid;

/** The form of a place in a session's list of chats: a chat, or a participant behind its group. */
public final class ChatPath {
  private ChatPath() {}

  public static String parse(String path) {
    for (String jid : path.split("#", 2)) {
      Jid.parse(jid);
    }
    return path;
  }
}
