package dev.presently.core.delivery;

import dev.presently.core.InvalidValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The id of one delivery: its lane and its position there. */
public record DeliveryId(LaneId lane, Position position) {
  private static final Pattern FORM = Pattern.compile("dlv_([0-9a-f]{32})_(" + Position.FORM + ")");

  public static DeliveryId parse(String text) {
    Matcher found = FORM.matcher(text);
    if (!found.matches()) {
      throw new InvalidValue("not a delivery id; accepted: the id of a listed delivery");
    }
    return new DeliveryId(new LaneId(found.group(1)), Position.parse(found.group(2)));
  }

  @Override
  public String toString() {
    return "dlv_" + lane + "_" + position;
  }
}
