package dev.presently.api.live;

import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.LiveEvent;
import dev.presently.api.LiveHandler;
import dev.presently.api.Priming;
import dev.presently.api.RequestLog;
import dev.presently.core.DependencyFailed;
import dev.presently.core.InvalidValue;
import dev.presently.core.contact.Jid;
import dev.presently.core.live.Connection;
import dev.presently.core.live.ConnectionId;
import dev.presently.core.live.ConnectionStore;
import dev.presently.core.live.EndConnection;
import dev.presently.core.live.LiveMessages;
import dev.presently.core.live.LiveSender;
import dev.presently.core.live.ReceiveMessage;
import dev.presently.core.live.Refusal;
import dev.presently.core.live.WatchedChat;
import dev.presently.core.presence.ChatView;
import dev.presently.core.presence.NamedChat;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.ReadPresence;
import dev.presently.core.presence.Seq;
import dev.presently.core.session.SessionName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.crac.Core;
import org.crac.Resource;

/**
 * {@code $default}: a client's message. A mistake of the client is answered by an error message; a
 * client that may not go on is told why, and its connection is closed. A fault of ours closes it
 * too: its client connects again and asks, and does not believe that it watches.
 */
public final class ReceiveLiveMessage extends LiveHandler implements Resource {
  private final ReceiveMessage receive;
  private final WatchAccess access;
  private final ReadPresence presences;
  private final ConnectionStore connections;
  private final LiveSender sender;
  private final LiveMessages messages;
  private final EndConnection end;
  private final RequestLog log;

  public ReceiveLiveMessage() {
    this(System.getenv());
  }

  public ReceiveLiveMessage(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  ReceiveLiveMessage(ApiWiring wiring) {
    super(wiring.requestLog());
    this.connections = wiring.connections();
    this.sender = wiring.liveSender();
    this.messages = wiring.liveMessages();
    this.receive = new ReceiveMessage(connections, wiring.conflictRetry(), wiring.clock());
    this.access = new WatchAccess(wiring);
    this.presences = wiring.useCases().readPresence();
    this.end = new EndConnection(connections, sender, messages);
    this.log = wiring.requestLog();
    Core.getGlobalContext().register(this);
  }

  /** Posts to a connection that does not exist, so that the first answer is sent in time. */
  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    Priming.run(
        () -> {
          connections.find(ConnectionId.NONE);
          sender.send(ConnectionId.NONE, messages.pong());
        },
        log::notPrimed);
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {}

  @Override
  protected ApiResponse handle(LiveEvent event) {
    ConnectionId id = event.connection();
    try {
      done(receive.count(id)).ifPresent(connection -> answer(connection, event.message()));
    } catch (InvalidValue e) {
      send(
          id,
          List.of(),
          List.of(messages.error(e.code(), String.valueOf(e.getMessage()), e.field())));
    } catch (RefusedConnection e) {
      end.refuse(id, e.why(), List.of());
    } catch (RuntimeException | Error e) {
      drop(id, e);
      throw e;
    }
    return ApiResponse.success();
  }

  private void drop(ConnectionId id, Throwable fault) {
    try {
      end.drop(id, List.of());
    } catch (DependencyFailed e) {
      // It is closed, and $disconnect forgets it.
      fault.addSuppressed(e);
    }
  }

  private void answer(Connection connection, byte[] message) {
    switch (LiveRequest.read(message)) {
      case LiveRequest.Watch watch -> watch(connection, watch);
      case LiveRequest.Unwatch(var session, var chats) -> {
        SessionName name = WatchAccess.session(connection.viewer(), session);
        done(receive.unwatch(connection.id(), watched(name, chats)));
      }
      case LiveRequest.Ping() -> send(connection.id(), List.of(), List.of(messages.pong()));
    }
  }

  /** The snapshot is read after the watch is stored, so that no change is between them. */
  private void watch(Connection connection, LiveRequest.Watch watch) {
    SessionName session = WatchAccess.session(connection.viewer(), watch.session());
    access.check(connection.viewer(), session, watch.chats());
    List<WatchedChat> watched =
        Stream.concat(watched(session, watch.chats()).stream(), numbersOf(session, watch.chats()))
            .toList();
    done(receive.watch(connection.id(), watched));
    Set<List<Object>> told = new HashSet<>();
    send(
        connection.id(),
        watched,
        messages.snapshot(
            presences
                .findEach(session, watch.chats())
                .filter(chat -> told.add(List.of(chat.view().chat(), chat.formerName())))
                .filter(chat -> !isHeld(chat, watch.since()))));
  }

  /** The numbers that LIDs lead to: their changes may not name a LID that another has replaced. */
  private Stream<WatchedChat> numbersOf(SessionName session, List<Jid> chats) {
    List<Jid> lids = chats.stream().filter(chat -> chat.server() == Jid.Server.LID).toList();
    return lids.isEmpty()
        ? Stream.of()
        : presences
            .findEach(session, lids)
            .map(chat -> new WatchedChat(session, chat.view().chat(), chat.asked()))
            .filter(chat -> !chat.isAsked())
            .distinct();
  }

  /** What has ended by time has no seq of its own yet. */
  private static boolean isHeld(NamedChat chat, Map<Jid, Long> since) {
    ChatView view = chat.view();
    long seq = view.presence().map(Presence::seq).orElse(Seq.NONE).value();
    return !view.chat().isGroup()
        && !view.isFolded()
        && chat.names().stream().anyMatch(name -> since.getOrDefault(name, -1L) == seq);
  }

  private Optional<Connection> done(ReceiveMessage.Result result) {
    return switch (result) {
      case ReceiveMessage.Result.Done(var connection) -> Optional.of(connection);
      case ReceiveMessage.Result.Refused(Refusal why) -> throw new RefusedConnection(why);
      case ReceiveMessage.Result.TooManyWatches() ->
          throw new InvalidValue(
              "too_many_watches",
              "a connection watches at most %d chats".formatted(Connection.MAX_WATCHES),
              Optional.of("chatIds"));
    };
  }

  private void send(ConnectionId id, List<WatchedChat> known, List<String> all) {
    for (String message : all) {
      switch (sender.send(id, message)) {
        case SENT -> {}
        case GONE -> {
          EndConnection.forget(connections, id, known);
          return;
        }
        // Its client would wait for what it did not get.
        case BUSY, FAILED -> {
          end.drop(id, known);
          return;
        }
      }
    }
  }

  private static List<WatchedChat> watched(SessionName session, List<Jid> chats) {
    return chats.stream().distinct().map(chat -> new WatchedChat(session, chat)).toList();
  }
}
