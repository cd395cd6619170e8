package dev.presently.core.client;

import dev.presently.core.InvalidValue;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a client token may be allowed to do. */
public enum ClientAction {
  READ_PRESENCE,
  SUBSCRIBE_PRESENCE,
  SEND_TYPING;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static ClientAction parse(String text) {
    return Stream.of(values())
        .filter(action -> action.word().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidValue(
                    "not an action; accepted: "
                        + Stream.of(values())
                            .map(ClientAction::word)
                            .collect(Collectors.joining(", "))));
  }
}
