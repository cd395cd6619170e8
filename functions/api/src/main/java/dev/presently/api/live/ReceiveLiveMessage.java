package dev.presently.api.live;

import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.LiveEvent;
import dev.presently.api.LiveHandler;
import dev.presently.api.RequestLog;
import dev.presently.core.DependencyFailed;
import dev.presently.core.InvalidValue;
import dev.presently.core.contact.Identity;
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
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.ReadPresence;
import dev.presently.core.presence.Seq;
import dev.presently.core.session.SessionName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code $default}: a client's message. A mistake of the client is answered by an error message; a
 * client that may not go on is told why, and its connection is closed.
 */
public final class ReceiveLiveMessage extends LiveHandler {
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
  }

  @Override
  protected ApiResponse handle(LiveEvent event) {
    ConnectionId id = event.connection();
    try {
      done(receive.count(id)).ifPresent(connection -> answer(connection, event.message()));
    } catch (InvalidValue e) {
      send(id, List.of(messages.error(e.code(), String.valueOf(e.getMessage()), e.field())));
    } catch (RefusedConnection e) {
      end.refuse(id, e.why(), List.of());
    } catch (DependencyFailed e) {
      log.failed("receiveLiveMessage", id.value(), e);
      send(
          id,
          List.of(messages.error("unavailable", "try again in a few seconds", Optional.empty())));
    }
    return ApiResponse.success();
  }

  private void answer(Connection connection, byte[] message) {
    switch (LiveRequest.read(message)) {
      case LiveRequest.Watch watch -> watch(connection, watch);
      case LiveRequest.Unwatch(var session, var chats) -> {
        SessionName name = WatchAccess.session(connection.viewer(), session);
        done(receive.unwatch(connection.id(), watched(name, chats)));
      }
      case LiveRequest.Ping() -> send(connection.id(), List.of(messages.pong()));
    }
  }

  /** The snapshot is read after the watch is stored, so that no change is between them. */
  private void watch(Connection connection, LiveRequest.Watch watch) {
    SessionName session = WatchAccess.session(connection.viewer(), watch.session());
    access.check(connection.viewer(), session, watch.chats());
    done(receive.watch(connection.id(), watched(session, watch.chats())));
    send(
        connection.id(),
        messages.snapshot(
            presences
                .findAll(session, watch.chats())
                .filter(view -> !hasSeq(view, watch.since()))));
  }

  private static boolean hasSeq(ChatView view, Map<Jid, Long> since) {
    if (view.chat().isGroup()) {
      return false;
    }
    Optional<Identity> identity = view.presence().map(Presence::identity);
    long seq = view.presence().map(Presence::seq).orElse(Seq.NONE).value();
    return Stream.of(
            Optional.of(view.chat()),
            identity.flatMap(Identity::phone),
            identity.flatMap(Identity::lid))
        .flatMap(Optional::stream)
        .anyMatch(name -> since.getOrDefault(name, -1L) == seq);
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

  private void send(ConnectionId id, List<String> all) {
    for (String message : all) {
      switch (sender.send(id, message)) {
        case SENT -> {}
        case GONE -> {
          EndConnection.forget(connections, id, List.of());
          return;
        }
        case FAILED -> {
          end.drop(id, List.of());
          return;
        }
      }
    }
  }

  private static List<WatchedChat> watched(SessionName session, List<Jid> chats) {
    return chats.stream().distinct().map(chat -> new WatchedChat(session, chat)).toList();
  }
}
