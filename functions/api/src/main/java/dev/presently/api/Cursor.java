package dev.presently.api;

import dev.presently.core.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;

/** An opaque position in a list; valid only for the list that it came from. */
final class Cursor {
  private Cursor() {}

  static String read(String list, String text, Consumer<String> check) {
    return FieldErrors.text("cursor", text, value -> position(list + ":", value, check));
  }

  /** The cursor of the next page, if there is one. */
  static Optional<String> write(String list, Optional<String> next) {
    return next.map(
        position ->
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((list + ":" + position).getBytes(StandardCharsets.UTF_8)));
  }

  private static String position(String prefix, String text, Consumer<String> check) {
    try {
      String cursor = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      if (cursor.startsWith(prefix)) {
        check.accept(cursor.substring(prefix.length()));
        return cursor.substring(prefix.length());
      }
    } catch (IllegalArgumentException e) {
      // A wrong encoding and a wrong position are the same to the caller: not our cursor.
    }
    throw new InvalidValue("accepted: the nextCursor of the page before, as it was");
  }
}
