package dev.presently.core.access;

import dev.presently.core.InvalidValue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scopes of a key. */
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
    String accepted = Stream.of(values()).map(Scope::word).collect(Collectors.joining(", "));
    return Stream.of(values())
        .filter(scope -> scope.word.equals(text))
        .findFirst()
        .orElseThrow(() -> new InvalidValue("not a scope; accepted: " + accepted));
  }

  /** {@code manage} includes {@code read}. */
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
