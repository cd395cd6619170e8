package dev.presently.core.presence;

import dev.presently.core.InvalidValue;

/** Online or offline, as a session or an engine reports it. */
public enum Availability {
  AVAILABLE,
  UNAVAILABLE;

  PresenceState state() {
    return PresenceState.valueOf(name());
  }

  /** Parses Titan's words and their aliases {@code online} and {@code offline}. */
  public static Availability parse(String word) {
    return switch (word) {
      case "available", "online" -> AVAILABLE;
      case "unavailable", "offline" -> UNAVAILABLE;
      default -> throw new InvalidValue("accepted: available, unavailable, online, offline");
    };
  }
}
