package dev.presently.adapters.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The beginning of a response body. It can be looked at while it is still read. */
final class BodyStart {
  private static final int BUFFER = 8 * 1024;
  private static final int MAX_EXCERPT = 1024;

  private final int maxLength;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

  BodyStart(int maxLength) {
    this.maxLength = maxLength;
  }

  /** Reads to the end or to the maximum; true at the end. */
  boolean read(InputStream body) throws IOException {
    byte[] buffer = new byte[BUFFER];
    int left = maxLength;
    while (left > 0) {
      int length = body.read(buffer, 0, Math.min(left, buffer.length));
      if (length < 0) {
        return true;
      }
      kept.write(buffer, 0, length);
      left -= length;
    }
    return false;
  }

  byte[] bytes() {
    return kept.toByteArray();
  }

  /** At most 1 KiB for display; every byte that is not printable ASCII is {@code \xNN}. */
  String excerpt() {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes()) {
      char c = (char) Byte.toUnsignedInt(b);
      String escaped =
          c >= ' ' && c < 0x7f && c != '\\' ? String.valueOf(c) : "\\x%02x".formatted((int) c);
      if (text.length() + escaped.length() > MAX_EXCERPT) {
        break;
      }
      text.append(escaped);
    }
    return text.toString();
  }
}
