package dev.presently.core.delivery;

import dev.presently.core.Sha256;

/**
 * The id of an event, derived from what it tells: every repetition has the same, and what was
 * deleted and made again never repeats an old one.
 */
public record EventId(String value) {
  /** The id of whatever these parts, in this order, name once and for all. */
  public static EventId of(Object... parts) {
    StringBuilder text = new StringBuilder();
    for (Object part : parts) {
      text.append(part).append('\0');
    }
    return new EventId("evt_" + Sha256.hex128(text.toString()));
  }

  @Override
  public String toString() {
    return value;
  }
}
