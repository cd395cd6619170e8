package dev.presently.core.idempotency;

import dev.presently.core.InvalidValue;
import java.util.regex.Pattern;

/** The value of the {@code Idempotency-Key} header. */
public record IdempotencyKey(String value) {
  private static final Pattern FORM = Pattern.compile("[\\x20-\\x7e]{1,128}");

  public IdempotencyKey {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValue("not a key; accepted: 1 to 128 printable ASCII characters");
    }
  }

  public static IdempotencyKey parse(String text) {
    return new IdempotencyKey(text);
  }
}
