package dev.presently.core.presence;

import dev.presently.core.InvalidValue;
import java.util.Locale;

/**
 * Availability and activity folded into the one word that a reader sees, weakest first: a group
 * shows the strongest of its participants.
 */
public enum PresenceState {
  UNKNOWN,
  UNAVAILABLE,
  AVAILABLE,
  COMPOSING,
  RECORDING;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Parses a state or an alias, as in a webhook's filter. */
  public static PresenceState parse(String word) {
    return switch (word) {
      case "unknown" -> UNKNOWN;
      case "unavailable", "offline" -> UNAVAILABLE;
      case "available", "online" -> AVAILABLE;
      case "composing", "typing" -> COMPOSING;
      case "recording" -> RECORDING;
      default ->
          throw new InvalidValue(
              "accepted: available, unavailable, composing, recording, unknown, online, offline,"
                  + " typing");
    };
  }

  /** Composing or recording. */
  public boolean isActive() {
    return this == COMPOSING || this == RECORDING;
  }
}
