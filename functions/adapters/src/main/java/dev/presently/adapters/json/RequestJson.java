package dev.presently.adapters.json;

import dev.presently.core.InvalidValue;
import java.util.Optional;

/** Reads the JSON that somebody outside gave us; what is wrong with it is said to them. */
public final class RequestJson {
  private RequestJson() {}

  /** Reads one object; {@link InvalidValue} with the contract's code when it is anything else. */
  public static Json.Obj object(byte[] utf8) {
    return switch (read(utf8)) {
      case Json.Obj object -> object;
      case Json other ->
          throw new InvalidValue(
              "invalid_body", "the body must be a JSON object, not " + other.kind());
    };
  }

  private static Json read(byte[] utf8) {
    try {
      return JsonReader.read(utf8);
    } catch (MalformedJson e) {
      throw e.duplicate()
          .map(
              key ->
                  new InvalidValue(
                      "duplicate_field",
                      "duplicate field: " + QuotedText.of(key),
                      Optional.of(key)))
          .orElseGet(() -> new InvalidValue("invalid_json", "the body is not valid JSON"));
    }
  }
}
