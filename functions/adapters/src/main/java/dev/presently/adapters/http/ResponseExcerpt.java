package dev.presently.adapters.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The beginning of a receiver's answer, fit to be shown. */
final class ResponseExcerpt {
  private static final int MOST_READ = 16 * 1024;
  private static final int MOST_KEPT = 1024;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

  /** Reads until the end or the bound; true when that was the end. */
  boolean read(InputStream body) throws IOException {
    byte[] piece = new byte[MOST_KEPT];
    int left = MOST_READ;
    while (left > 0) {
      int length = body.read(piece, 0, Math.min(left, piece.length));
      if (length < 0) {
        return true;
      }
      kept.write(piece, 0, Math.min(length, MOST_KEPT - Math.min(MOST_KEPT, kept.size())));
      left -= length;
    }
    return false;
  }

  /** At most 1 KiB; every byte that is not printable ASCII stands as {@code \xNN}. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (byte b : kept.toByteArray()) {
      char c = (char) Byte.toUnsignedInt(b);
      String shown =
          c >= ' ' && c < 0x7f && c != '\\' ? String.valueOf(c) : "\\x%02x".formatted((int) c);
      if (text.length() + shown.length() > MOST_KEPT) {
        break;
      }
      text.append(shown);
    }
    return text.toString();
  }
}
