package dev.presently.core.live;

import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;

/** A chat of a session, under the address that its watcher named. */
public record WatchedChat(SessionName session, Jid chat) {}
