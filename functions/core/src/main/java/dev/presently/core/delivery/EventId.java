package dev.presently.core.delivery;

import dev.presently.core.Sha256;

/**
 * The id of an event, derived from its data: repetitions have the same id, and a subject that was
 * deleted and created again has new ones.
 */
public record EventId(String value) {
  /** The parts, in this order, must identify the event for all time. */
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
