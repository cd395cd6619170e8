package dev.presently.relay;

import dev.presently.core.delivery.PoisonQueue.Poison;
import java.util.Optional;

/** What a record says, read by itself: the same however often it comes. */
sealed interface ParsedRecord {
  default Optional<SeqGap> gap() {
    return Optional.empty();
  }

  /** What follows from it; maybe nothing. */
  record Clear(RecordEffects notice) implements ParsedRecord {
    @Override
    public Optional<SeqGap> gap() {
      return notice.gap();
    }
  }

  /** It can never be read. */
  record Unreadable(Poison poison, RuntimeException why) implements ParsedRecord {}
}
