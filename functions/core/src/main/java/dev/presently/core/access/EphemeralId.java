package dev.presently.core.access;

import dev.presently.core.InvalidValue;
import java.util.regex.Pattern;

/** The id that an application gives one of its users or visitors; Titan's name. */
public record EphemeralId(String value) {
  private static final Pattern FORM = Pattern.compile("[!-~]{1,128}");

  public EphemeralId {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValue(
          "not an ephemeral id; accepted: 1 to 128 printable ASCII characters without spaces");
    }
  }

  public static EphemeralId parse(String text) {
    return new EphemeralId(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
