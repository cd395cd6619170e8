package dev.presently.core.delivery;

import dev.presently.core.InvalidValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a delivery stands in its webhook's log: by its event's time (milliseconds since 1970), then
 * by its id.
 */
public record DeliveryLogPosition(long at, DeliveryId delivery) {
  private static final Pattern FORM = Pattern.compile("(\\d{15})#(.+)");

  public static DeliveryLogPosition of(DeliveryRecord record) {
    return new DeliveryLogPosition(record.delivery().at().toEpochMilli(), record.id());
  }

  /** Reads what {@link #toString} wrote. */
  public static DeliveryLogPosition parse(String text) {
    Matcher found = FORM.matcher(text);
    if (!found.matches()) {
      throw new InvalidValue("not a place in the log");
    }
    return new DeliveryLogPosition(
        Long.parseLong(found.group(1)), DeliveryId.parse(found.group(2)));
  }

  /** Sorts as a text as it does as a place. */
  @Override
  public String toString() {
    return "%015d#%s".formatted(at, delivery);
  }
}
