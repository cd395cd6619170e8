package dev.presently.core.presence;

import java.time.Instant;

/** When an engine says that a contact was last seen; three different answers, never a null. */
public sealed interface LastSeen {
  /** The contact shows it. */
  record Visible(Instant at) implements LastSeen {}

  /** The engine says that the contact hides it. */
  record Hidden() implements LastSeen {}

  /** Nobody has told. */
  record Unknown() implements LastSeen {}

  LastSeen HIDDEN = new Hidden();
  LastSeen UNKNOWN = new Unknown();
}
