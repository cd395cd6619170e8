package dev.presently.core.access;

import dev.presently.core.InvalidValue;
import java.util.regex.Pattern;

/** Identifies a key without revealing it: {@code key_} and 32 hexadecimal digits. */
public record KeyId(String value) implements Requester {
  private static final Pattern FORM = Pattern.compile("key_[0-9a-f]{32}");

  public KeyId {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValue("not a key id; accepted: key_ and 32 hexadecimal digits");
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
