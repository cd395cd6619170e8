package dev.presently.core.presence;

import java.time.Instant;

/** When a contact was last seen, as its engine reports it. */
public sealed interface LastSeen {
  /** The contact shares it. */
  record Visible(Instant at) implements LastSeen {}

  /** The engine reports that the contact hides it. */
  record Hidden() implements LastSeen {}

  /** It was never reported. */
  record Unknown() implements LastSeen {}

  LastSeen HIDDEN = new Hidden();
  LastSeen UNKNOWN = new Unknown();
}
