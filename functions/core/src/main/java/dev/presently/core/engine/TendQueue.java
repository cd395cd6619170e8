package dev.presently.core.engine;

import java.time.Instant;

/** Delivers requests at least once, never before they are due. */
public interface TendQueue {
  void send(TendRequest request, Instant due);
}
