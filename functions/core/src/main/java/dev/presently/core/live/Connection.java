package dev.presently.core.live;

import dev.presently.core.client.ClientToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An open live connection.
 *
 * @param validUntil the end of its token or key, at most {@link #LONGEST} after it was opened
 * @param messages how many the client sent in {@code minute}
 * @param minute since 1970
 * @param revision as read; 0 was never stored
 */
public record Connection(
    ConnectionId id,
    Viewer viewer,
    Instant validUntil,
    Set<WatchedChat> watches,
    int messages,
    long minute,
    long revision) {
  /** API Gateway ends a connection then. */
  public static final Duration LONGEST = Duration.ofHours(2);

  /** Counts the names that the client gave. */
  public static final int MAX_WATCHES = 200;

  /** More are a flood. */
  public static final int MAX_MESSAGES_PER_MINUTE = 120;

  public Connection {
    watches = Set.copyOf(watches);
  }

  /** A connection that was opened now. */
  public static Connection opened(
      ConnectionId id, Viewer viewer, Optional<Instant> endsAt, Instant now) {
    Instant longest = now.plus(LONGEST);
    return new Connection(
        id, viewer, endsAt.filter(longest::isAfter).orElse(longest), Set.of(), 0, 0, 0);
  }

  public boolean isExpired(Instant now) {
    return !now.isBefore(validUntil);
  }

  /** With one message more; empty for one too many in this minute. */
  Optional<Connection> counted(Instant now) {
    long current = now.getEpochSecond() / 60;
    int count = current == minute ? messages + 1 : 1;
    return count > MAX_MESSAGES_PER_MINUTE
        ? Optional.empty()
        : Optional.of(new Connection(id, viewer, validUntil, watches, count, current, revision));
  }

  /** Watching these chats too; empty if they become too many. */
  Optional<Connection> watching(Collection<WatchedChat> more) {
    Set<WatchedChat> all = new HashSet<>(without(more).watches());
    all.addAll(more);
    return all.stream().filter(WatchedChat::isAsked).count() > MAX_WATCHES
        ? Optional.empty()
        : Optional.of(with(all));
  }

  Connection without(Collection<WatchedChat> ended) {
    Set<WatchedChat> left = new HashSet<>(watches);
    left.removeAll(named(ended));
    return with(left);
  }

  /** Its watches that began by the same names as these, under whatever address. */
  Set<WatchedChat> named(Collection<WatchedChat> chats) {
    Set<WatchedChat> names =
        chats.stream().map(WatchedChat::ofAsked).collect(Collectors.toUnmodifiableSet());
    return watches.stream()
        .filter(watch -> names.contains(watch.ofAsked()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** As it is read after it was stored. */
  public Connection stored() {
    return new Connection(id, viewer, validUntil, watches, messages, minute, revision + 1);
  }

  private Connection with(Set<WatchedChat> chats) {
    return new Connection(id, viewer, validUntil, chats, messages, minute, revision);
  }

  List<Watcher> watches(Collection<WatchedChat> chats) {
    Viewer brief =
        switch (viewer) {
          case Viewer.OfKey key -> key;
          case Viewer.OfToken(ClientToken token, var keyFingerprint, var origin) ->
              new Viewer.OfToken(
                  new ClientToken(token.client(), Optional.empty(), token.expiresAt()),
                  keyFingerprint,
                  origin);
        };
    return chats.stream().map(chat -> new Watcher(chat, id, brief, validUntil)).toList();
  }
}
