package dev.presently.api.live;

import dev.presently.core.live.Refusal;

/** Ends a live connection. */
final class RefusedConnection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal why;

  RefusedConnection(Refusal why) {
    super(why.sentence());
    this.why = why;
  }

  Refusal why() {
    return why;
  }
}
