package dev.presently.adapters.engines;

import dev.presently.core.presence.Typing;
import java.util.Optional;

/** What somebody does in a chat, in the words that WhatsApp's own protocol has for it. */
final class ChatStates {
  private ChatStates() {}

  /** Composing with the medium {@code audio} is the recording of a voice note. */
  static Typing typing(String state, Optional<String> media) {
    Typing told = Typing.parse(state);
    return told == Typing.COMPOSING && media.filter("audio"::equals).isPresent()
        ? Typing.RECORDING
        : told;
  }
}
