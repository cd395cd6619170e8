package dev.presently.core.delivery;

import dev.presently.core.InvalidValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Orders a webhook's delivery log by the event's time (milliseconds since 1970), then by id. */
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

  /** Sorts as text in the same order. */
  @Override
  public String toString() {
    return "%015d#%s".formatted(at, delivery);
  }
}
