package dev.presently.core.presence;

import dev.presently.core.InvalidValue;
import java.util.Optional;

/** A report about an activity: it continues, or it has ended. */
public enum Typing {
  COMPOSING,
  RECORDING,
  PAUSED;

  /** Parses Titan's words and the alias {@code typing}. */
  public static Typing parse(String word) {
    return switch (word) {
      case "composing", "typing" -> COMPOSING;
      case "recording" -> RECORDING;
      case "paused" -> PAUSED;
      default -> throw new InvalidValue("accepted: composing, recording, paused, typing");
    };
  }

  /** The activity that continues; empty if it has ended. */
  public Optional<Activity> activity() {
    return this == PAUSED ? Optional.empty() : Optional.of(Activity.valueOf(name()));
  }
}
