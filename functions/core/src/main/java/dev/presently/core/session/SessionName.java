package dev.presently.core.session;

import dev.presently.core.InvalidValue;
import java.util.regex.Pattern;

/** A session's name, unique in a deployment, in Titan's form. */
public record SessionName(String value) {
  private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}");

  public SessionName {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValue(
          "not a session name; accepted: 1 to 64 letters, digits, '.', '_' or '-', the first a"
              + " letter or digit");
    }
  }

  public static SessionName parse(String text) {
    return new SessionName(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
