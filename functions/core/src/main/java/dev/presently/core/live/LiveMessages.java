package dev.presently.core.live;

import dev.presently.core.presence.NamedChat;
import dev.presently.core.presence.PresenceState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes what live connections are sent, each message below API Gateway's limit of 128 KB. */
public interface LiveMessages {
  /** At least one message; a group that is too large for one becomes an error. */
  List<String> snapshot(Stream<NamedChat> chats);

  /**
   * A changed presence, or an error if it is too large.
   *
   * @param previous absent for a group
   */
  String presence(NamedChat chat, Optional<PresenceState> previous);

  String pong();

  /** The message after which the connection is closed. */
  String end(Refusal why);

  /** The connection stays. */
  String error(String code, String sentence, Optional<String> field);
}
