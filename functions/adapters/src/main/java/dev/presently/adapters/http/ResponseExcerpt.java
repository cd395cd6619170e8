package dev.presently.adapters.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The start of a receiver's response body, escaped for display. */
final class ResponseExcerpt {
  private static final int MAX_READ = 16 * 1024;
  private static final int MAX_KEPT = 1024;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

  /** Reads to the end or to 16 KiB; true at the end. */
  boolean read(InputStream body) throws IOException {
    byte[] buffer = new byte[MAX_KEPT];
    int left = MAX_READ;
    while (left > 0) {
      int length = body.read(buffer, 0, Math.min(left, buffer.length));
      if (length < 0) {
        return true;
      }
      kept.write(buffer, 0, Math.min(length, MAX_KEPT - Math.min(MAX_KEPT, kept.size())));
      left -= length;
    }
    return false;
  }

  /** At most 1 KiB; every byte that is not printable ASCII is {@code \xNN}. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (byte b : kept.toByteArray()) {
      char c = (char) Byte.toUnsignedInt(b);
      String escaped =
          c >= ' ' && c < 0x7f && c != '\\' ? String.valueOf(c) : "\\x%02x".formatted((int) c);
      if (text.length() + escaped.length() > MAX_KEPT) {
        break;
      }
      text.append(escaped);
    }
    return text.toString();
  }
}
