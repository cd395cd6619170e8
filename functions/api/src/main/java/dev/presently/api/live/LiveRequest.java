package dev.presently.api.live;

import dev.presently.api.Fields;
import dev.presently.core.InvalidValue;
import dev.presently.core.contact.Jid;
import dev.presently.core.live.Connection;
import dev.presently.core.session.SessionName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A client's message. */
sealed interface LiveRequest {
  /**
   * To be told of these chats.
   *
   * @param session absent means that of the token
   * @param since the seq of each presence that the client has
   */
  record Watch(Optional<SessionName> session, List<Jid> chats, Map<Jid, Long> since)
      implements LiveRequest {}

  record Unwatch(Optional<SessionName> session, List<Jid> chats) implements LiveRequest {}

  record Ping() implements LiveRequest {}

  /** The size of a WebSocket frame of API Gateway. */
  int MAX_BYTES = 32 * 1024;

  /** {@link InvalidValue} names what is wrong, and its field. */
  static LiveRequest read(byte[] message) {
    if (message.length > MAX_BYTES) {
      throw new InvalidValue(
          "message_too_large",
          "the message has %d bytes; at most %d are accepted".formatted(message.length, MAX_BYTES));
    }
    return Fields.read(message, LiveRequest::read);
  }

  private static LiveRequest read(Fields fields) {
    return switch (fields.required("type", LiveRequest::type)) {
      case "watch" ->
          new Watch(session(fields), chats(fields), fields.wholeNumbers("since", Jid::parse));
      case "unwatch" -> new Unwatch(session(fields), chats(fields));
      default -> new Ping();
    };
  }

  private static String type(String text) {
    if (!List.of("watch", "unwatch", "ping").contains(text)) {
      throw new InvalidValue("unknown_type", "accepted: watch, unwatch, ping");
    }
    return text;
  }

  private static Optional<SessionName> session(Fields fields) {
    return fields.optional("session", SessionName::parse);
  }

  private static List<Jid> chats(Fields fields) {
    return fields.requiredTexts("chatIds", Connection.MAX_WATCHES, Jid::parse);
  }
}
