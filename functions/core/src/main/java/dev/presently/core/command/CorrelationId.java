package dev.presently.core.command;

import dev.presently.core.InvalidValue;
import java.util.regex.Pattern;

/** What a caller knows its command by, and the event that tells how it ended. */
public record CorrelationId(String value) {
  private static final String PREFIX = "cmd_";
  private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-zA-Z-]{1,64}");

  public CorrelationId {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValue("not a correlation id");
    }
  }

  /** Made of a text that is unique by itself. */
  public static CorrelationId of(String unique) {
    return new CorrelationId(PREFIX + unique);
  }

  @Override
  public String toString() {
    return value;
  }
}
