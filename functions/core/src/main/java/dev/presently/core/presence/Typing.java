package dev.presently.core.presence;

import dev.presently.core.InvalidValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is told about an activity: that it goes on, or that it ended. */
public enum Typing {
  COMPOSING(Activity.COMPOSING),
  RECORDING(Activity.RECORDING),
  PAUSED(null);

  private final Optional<Activity> activity;

  Typing(@Nullable Activity activity) {
    this.activity = Optional.ofNullable(activity);
  }

  /** Reads Titan's words and the alias {@code typing}. */
  public static Typing parse(String word) {
    return switch (word) {
      case "composing", "typing" -> COMPOSING;
      case "recording" -> RECORDING;
      case "paused" -> PAUSED;
      default -> throw new InvalidValue("accepted: composing, recording, paused, typing");
    };
  }

  /** The activity that goes on; absent when it ended. */
  public Optional<Activity> activity() {
    return activity;
  }
}
