package dev.presently.api.privacy;

import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.history.HistoryCursor;
import java.util.Optional;

/** A place in an export: first comes the history, then the deliveries. */
record ExportPosition(Optional<HistoryCursor> change, Optional<DeliveryId> delivery) {
  static final ExportPosition START = new ExportPosition(Optional.empty(), Optional.empty());

  private static final String CHANGE = "change ";

  static ExportPosition parse(String text) {
    return text.startsWith(CHANGE)
        ? new ExportPosition(
            Optional.of(HistoryCursor.parse(text.substring(CHANGE.length()))), Optional.empty())
        : new ExportPosition(Optional.empty(), Optional.of(DeliveryId.parse(text)));
  }

  /** The text of the place after this change. */
  static String ofChange(String cursor) {
    return CHANGE + cursor;
  }
}
