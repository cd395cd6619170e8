package dev.presently.adapters.engines;

import dev.presently.core.InvalidValue;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads an HTML form's body (WHATWG URL, application/x-www-form-urlencoded). */
final class FormBody {
  private FormBody() {}

  /** The first field of this name. */
  static byte[] field(byte[] body, String name) {
    String begin = name + "=";
    for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
      if (pair.startsWith(begin)) {
        return decoded(name, pair.substring(begin.length())).getBytes(StandardCharsets.UTF_8);
      }
    }
    throw new InvalidValue("missing_field", "missing required field: " + name, Optional.of(name));
  }

  private static String decoded(String name, String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InvalidValue(
          "invalid_value",
          "invalid " + name + ": accepted: percent-encoded text",
          Optional.of(name));
    }
  }
}
