package dev.presently.api;

import dev.presently.core.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;

/** Where a page ended, as callers hold it: opaque, and good for the list it came from alone. */
final class Cursor {
  private Cursor() {}

  static String read(String list, String text, Consumer<String> form) {
    return FieldErrors.text("cursor", text, given -> after(list + ":", given, form));
  }

  /** The cursor of a page that has more behind it. */
  static Optional<String> write(String list, Optional<String> next) {
    return next.map(
        after ->
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((list + ":" + after).getBytes(StandardCharsets.UTF_8)));
  }

  private static String after(String prefix, String text, Consumer<String> form) {
    try {
      String read = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      if (read.startsWith(prefix)) {
        form.accept(read.substring(prefix.length()));
        return read.substring(prefix.length());
      }
    } catch (IllegalArgumentException e) {
      // Neither the encoding nor what is inside of it says more than that it is not ours.
    }
    throw new InvalidValue("accepted: the nextCursor of the page before, as it was");
  }
}
