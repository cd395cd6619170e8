package dev.presently.api;

import dev.presently.adapters.json.QuotedText;
import dev.presently.core.InvalidValue;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Parses one value; an error names the field, the value and what is accepted. */
final class FieldErrors {
  private FieldErrors() {}

  /** A text that the error may quote. */
  static <T> T text(String field, String text, Function<String, T> parse) {
    return parse(field, "got \"" + QuotedText.of(text) + "\"; ", () -> parse.apply(text));
  }

  /** A value that no error quotes. */
  static <T> T whole(String field, Supplier<T> build) {
    return parse(field, "", build);
  }

  static InvalidValue wrongType(String field, String actual, String accepted) {
    return refused("invalid_value", field, "got " + actual + "; accepted: " + accepted);
  }

  private static <T> T parse(String field, String prefix, Supplier<T> parse) {
    try {
      return parse.get();
    } catch (InvalidValue e) {
      throw e.field().isPresent() ? e : refused(e.code(), field, prefix + e.getMessage());
    }
  }

  private static InvalidValue refused(String code, String field, String why) {
    return new InvalidValue(code, "invalid " + field + ": " + why, Optional.of(field));
  }
}
