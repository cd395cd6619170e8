package dev.presently.core.live;

import dev.presently.core.presence.ChatView;
import dev.presently.core.presence.NamedChat;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.presence.Seq;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Messages as words, for tests. */
public final class PlainLiveMessages implements LiveMessages {
  @Override
  public List<String> snapshot(Stream<NamedChat> chats) {
    return List.of(
        "snapshot " + chats.map(PlainLiveMessages::word).collect(Collectors.joining(", ")));
  }

  @Override
  public String presence(NamedChat chat, Optional<PresenceState> previous) {
    return word(chat) + previous.map(before -> " after " + before.word()).orElse("");
  }

  @Override
  public String pong() {
    return "pong";
  }

  @Override
  public String end(Refusal why) {
    return "end " + why.closeCode();
  }

  @Override
  public String error(String code, String sentence, Optional<String> field) {
    return "error " + code;
  }

  private static String word(NamedChat named) {
    ChatView chat = named.view();
    return "%s %s %d"
            .formatted(
                chat.chat(),
                chat.state().word(),
                chat.presence().map(Presence::seq).orElse(Seq.NONE).value())
        + named.formerName().map(name -> " watched as " + name).orElse("");
  }
}
