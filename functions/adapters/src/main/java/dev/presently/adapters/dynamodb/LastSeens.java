package dev.presently.adapters.dynamodb;

import dev.presently.core.presence.LastSeen;

/** How a last seen stands in an item: {@code lastSeen} and, where it is visible, its time. */
final class LastSeens {
  private static final String LAST_SEEN = "lastSeen";
  private static final String LAST_SEEN_AT = "lastSeenAt";
  private static final String VISIBLE = "visible";
  private static final String HIDDEN = "hidden";

  private LastSeens() {}

  static void write(Item item, LastSeen lastSeen) {
    switch (lastSeen) {
      case LastSeen.Visible(var at) -> item.text(LAST_SEEN, VISIBLE).text(LAST_SEEN_AT, at);
      case LastSeen.Hidden() -> item.text(LAST_SEEN, HIDDEN);
      case LastSeen.Unknown() -> {}
    }
  }

  static LastSeen read(Item item) {
    return switch (item.text(LAST_SEEN).orElse("")) {
      case VISIBLE -> new LastSeen.Visible(item.requiredInstant(LAST_SEEN_AT));
      case HIDDEN -> LastSeen.HIDDEN;
      default -> LastSeen.UNKNOWN;
    };
  }
}
