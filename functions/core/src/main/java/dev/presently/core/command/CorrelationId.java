package dev.presently.core.command;

import dev.presently.core.InvalidValue;
import java.util.regex.Pattern;

/** Identifies a queued command and its result event. */
public record CorrelationId(String value) {
  private static final String PREFIX = "cmd_";
  private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-zA-Z-]{1,64}");

  public CorrelationId {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValue("not a correlation id");
    }
  }

  public static CorrelationId of(String unique) {
    return new CorrelationId(PREFIX + unique);
  }

  @Override
  public String toString() {
    return value;
  }
}
