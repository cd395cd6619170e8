package dev.presently.adapters.dynamodb;

import dev.presently.core.Page;
import dev.presently.core.access.ClientId;
import dev.presently.core.access.EphemeralId;
import dev.presently.core.access.KeyId;
import dev.presently.core.client.ClientToken;
import dev.presently.core.contact.Jid;
import dev.presently.core.live.Connection;
import dev.presently.core.live.ConnectionId;
import dev.presently.core.live.ConnectionStore;
import dev.presently.core.live.Viewer;
import dev.presently.core.live.WatchedChat;
import dev.presently.core.live.Watcher;
import dev.presently.core.session.SessionName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keeps one item per connection, and one per chat that it watches, in the Connections table.
 *
 * <pre>
 * pk              CONNECTION#id, or WATCH#session#chat
 * sk              CONNECTION, or the connection's id, with # and the watched name if that is another
 * validUntil
 * expiresAt       the same in seconds since 1970
 * keyId           of an API key; a client token has the following instead
 * session
 * ephemeralId
 * chats           as in {@link ClientToken#chatsText}; absent means all
 * tokenEnds
 * keyFingerprint  of the token key that signed it
 * origin          absent without one
 *
 * watches         list of session, chat and, if it is another, the watched name, with spaces between;
 *                 only of a connection, as the rest
 * messages        number
 * minute          number
 * revision        number; every write must meet the one it read
 * </pre>
 */
public final class DynamoDbConnectionStore implements ConnectionStore {
  private static final String CONNECTION = "CONNECTION";
  private static final String NAMED = "#";

  private final Table table;

  public DynamoDbConnectionStore(DynamoDbClient client, String table) {
    this.table = new Table(client, table);
  }

  @Override
  public Optional<Connection> find(ConnectionId id) {
    return table
        .get(key(id))
        .map(
            item ->
                new Connection(
                    id,
                    viewer(item),
                    item.requiredInstant("validUntil"),
                    item.texts("watches").stream()
                        .map(DynamoDbConnectionStore::chat)
                        .collect(Collectors.toSet()),
                    Math.toIntExact(item.number("messages")),
                    item.number("minute"),
                    item.number(Revision.REVISION)));
  }

  @Override
  public boolean save(Connection connection) {
    return table.put(
        item(key(connection.id()), connection.viewer(), connection.validUntil())
            .texts(
                "watches",
                connection.watches().stream().map(DynamoDbConnectionStore::text).sorted().toList())
            .number("messages", connection.messages())
            .number("minute", connection.minute()),
        new Revision(connection.revision()));
  }

  @Override
  public void add(List<Watcher> watches) {
    table.putAll(
        watches.stream()
            .map(
                watch ->
                    item(
                        key(watch.connection(), watch.chat()),
                        watch.viewer(),
                        watch.validUntil())));
  }

  @Override
  public void remove(ConnectionId connection, Collection<WatchedChat> chats) {
    table.deleteAll(chats.stream().distinct().map(chat -> key(connection, chat)));
  }

  @Override
  public void remove(ConnectionId connection) {
    table.delete(key(connection));
  }

  @Override
  public Page<Watcher> watchers(WatchedChat chat, Optional<String> after, int limit) {
    return table.page(partition(chat), after, limit, item -> Optional.of(watcher(chat, item)));
  }

  private static Watcher watcher(WatchedChat chat, Item item) {
    String[] ids = item.key().sk().split(NAMED, 2);
    return new Watcher(
        ids.length == 1 ? chat : new WatchedChat(chat.session(), chat.chat(), Jid.parse(ids[1])),
        new ConnectionId(ids[0]),
        viewer(item),
        item.requiredInstant("validUntil"));
  }

  private static Item item(ItemKey key, Viewer viewer, Instant validUntil) {
    Item item =
        Item.at(key)
            .text("validUntil", validUntil)
            .number("expiresAt", validUntil.getEpochSecond());
    return switch (viewer) {
      case Viewer.OfKey(var id) -> item.text("keyId", id.value());
      case Viewer.OfToken(ClientToken token, var keyFingerprint, var origin) ->
          item.text("session", token.client().session())
              .text("ephemeralId", token.client().ephemeralId().value())
              .text("chats", token.chatsText())
              .text("tokenEnds", token.expiresAt())
              .text("keyFingerprint", keyFingerprint)
              .text("origin", origin);
    };
  }

  private static Viewer viewer(Item item) {
    return item.text("keyId")
        .<Viewer>map(id -> new Viewer.OfKey(new KeyId(id)))
        .orElseGet(
            () ->
                new Viewer.OfToken(
                    new ClientToken(
                        new ClientId(
                            new SessionName(item.required("session")),
                            new EphemeralId(item.required("ephemeralId"))),
                        item.text("chats").map(ClientToken::chats),
                        item.requiredInstant("tokenEnds")),
                    item.required("keyFingerprint"),
                    item.text("origin")));
  }

  private static WatchedChat chat(String text) {
    List<String> words = List.of(text.split(" "));
    return new WatchedChat(
        new SessionName(words.getFirst()), Jid.parse(words.get(1)), Jid.parse(words.getLast()));
  }

  private static String text(WatchedChat chat) {
    String text = chat.session() + " " + chat.chat();
    return chat.isAsked() ? text : text + " " + chat.asked();
  }

  private static ItemKey key(ConnectionId id) {
    return new ItemKey(CONNECTION + "#" + id, CONNECTION);
  }

  private static ItemKey key(ConnectionId connection, WatchedChat chat) {
    return new ItemKey(
        partition(chat), chat.isAsked() ? connection.value() : connection + NAMED + chat.asked());
  }

  private static String partition(WatchedChat chat) {
    return "WATCH#" + chat.session() + "#" + chat.chat();
  }
}
