package dev.presently.api;

import dev.presently.adapters.json.QuotedText;
import dev.presently.core.InvalidValue;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads one given value; what is refused is said with its name, what came and what is accepted. */
final class FieldErrors {
  private FieldErrors() {}

  /** A text that may be shown in the refusal. */
  static <T> T text(String field, String text, Function<String, T> parse) {
    return read(field, "got \"" + QuotedText.of(text) + "\"; ", () -> parse.apply(text));
  }

  /** A text that is shown to nobody. */
  static <T> T secret(String field, String text, Function<String, T> parse) {
    return read(field, "", () -> parse.apply(text));
  }

  /** A value that is made of several fields. */
  static <T> T whole(String field, Supplier<T> make) {
    return read(field, "", make);
  }

  static InvalidValue wrongType(String field, String came, String accepted) {
    return refused("invalid_value", field, "got " + came + "; accepted: " + accepted);
  }

  private static <T> T read(String field, String came, Supplier<T> read) {
    try {
      return read.get();
    } catch (InvalidValue e) {
      throw e.field().isPresent() ? e : refused(e.code(), field, came + e.getMessage());
    }
  }

  private static InvalidValue refused(String code, String field, String why) {
    return new InvalidValue(code, "invalid " + field + ": " + why, Optional.of(field));
  }
}
