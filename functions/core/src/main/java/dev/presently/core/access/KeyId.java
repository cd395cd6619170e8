package dev.presently.core.access;

import dev.presently.core.InvalidValue;
import java.util.regex.Pattern;

/** Names an API key; it is no secret and opens nothing. */
public record KeyId(String value) {
  private static final Pattern FORM = Pattern.compile("key_[0-9a-f]{32}");

  public KeyId {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValue("not a key id; accepted: the id of a listed key");
    }
  }

  public static KeyId parse(String text) {
    return new KeyId(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
