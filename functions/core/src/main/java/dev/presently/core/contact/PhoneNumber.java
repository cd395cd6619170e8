package dev.presently.core.contact;

import dev.presently.core.InvalidValue;
import java.util.regex.Pattern;

/** A phone number in E.164: a plus sign and 7 to 15 digits. */
public record PhoneNumber(String e164) {
  private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");

  public PhoneNumber {
    if (!E164.matcher(e164).matches()) {
      throw new InvalidValue("not a phone number; accepted: + and 7 to 15 digits (E.164)");
    }
  }

  public static PhoneNumber parse(String text) {
    return new PhoneNumber(text);
  }

  public Jid jid() {
    return Jid.phone(e164.substring(1));
  }

  @Override
  public String toString() {
    return e164;
  }
}
