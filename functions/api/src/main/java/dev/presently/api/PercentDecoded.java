package dev.presently.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A percent-decoded path parameter. API Gateway hands it over encoded, some emulators decoded: text
 * without a percent sign stays, and a plus sign stays a plus sign.
 */
final class PercentDecoded {
  private PercentDecoded() {}

  static String of(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    var decoded = new ByteArrayOutputStream(text.length());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
      if (low >= 0) {
        decoded.write(high * 16 + low);
        i += 2;
      } else {
        decoded.write(bytes[i]);
      }
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }
}
