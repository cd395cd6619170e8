package dev.presently.relay;

import dev.presently.core.delivery.PoisonQueue.Poison;

/** What a record says, read by itself: the same however often it comes. */
sealed interface Reading {
  /** What follows from it; maybe nothing. */
  record Clear(Notice notice) implements Reading {}

  /** It can never be read. */
  record Unreadable(Poison poison, RuntimeException why) implements Reading {}
}
