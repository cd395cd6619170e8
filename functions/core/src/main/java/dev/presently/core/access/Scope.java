package dev.presently.core.access;

import dev.presently.core.InvalidValue;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a key may do, in the contract's words. */
public enum Scope {
  ALL("*"),
  SESSIONS_READ("sessions:read"),
  SESSIONS_MANAGE("sessions:manage"),
  PRESENCE_READ("presence:read"),
  PRESENCE_MANAGE("presence:manage"),
  PRESENCE_INTAKE("presence:intake"),
  WEBHOOKS_READ("webhooks:read"),
  WEBHOOKS_MANAGE("webhooks:manage");

  private final String word;

  Scope(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  public static Scope parse(String text) {
    return Arrays.stream(values())
        .filter(scope -> scope.word.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidValue(
                    "not a scope; accepted: "
                        + Arrays.stream(values())
                            .map(Scope::word)
                            .collect(Collectors.joining(", "))));
  }

  /**
   * Whoever has this scope may also do what needs that one: {@code manage} includes {@code read}.
   */
  public boolean includes(Scope needed) {
    return this == needed
        || switch (this) {
          case ALL -> true;
          case SESSIONS_MANAGE -> needed == SESSIONS_READ;
          case PRESENCE_MANAGE -> needed == PRESENCE_READ;
          case WEBHOOKS_MANAGE -> needed == WEBHOOKS_READ;
          default -> false;
        };
  }
}
