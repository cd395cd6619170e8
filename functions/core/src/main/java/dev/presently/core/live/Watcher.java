package dev.presently.core.live;

import java.time.Instant;

/**
 * A connection that watches a chat.
 *
 * @param viewer without the chats of its token, which were checked when the watch began
 * @param validUntil the end of the connection
 */
public record Watcher(
    WatchedChat chat, ConnectionId connection, Viewer viewer, Instant validUntil) {}
