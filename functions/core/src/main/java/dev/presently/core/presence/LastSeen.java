package dev.presently.core.presence;

import dev.presently.core.EngineTime;
import java.time.Instant;

/** When a contact was last seen, as its engine reports it. */
public sealed interface LastSeen {
  /** The contact shares it. */
  record Visible(Instant at) implements LastSeen {}

  /** The engine reports that the contact hides it. */
  record Hidden() implements LastSeen {}

  /** It was never reported. */
  record Unknown() implements LastSeen {}

  /** A time ahead of our clock is ours; one too far ahead cannot be true and is unknown. */
  static LastSeen received(LastSeen told, Instant now) {
    return switch (told) {
      case Visible(var at) when EngineTime.isTooFarAhead(at, now) -> UNKNOWN;
      case Visible(var at) -> new Visible(EngineTime.notAhead(at, now));
      case Hidden _, Unknown _ -> told;
    };
  }

  LastSeen HIDDEN = new Hidden();
  LastSeen UNKNOWN = new Unknown();
}
