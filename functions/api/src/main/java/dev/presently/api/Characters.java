package dev.presently.api;

import dev.presently.adapters.json.Json;
import dev.presently.adapters.json.QuotedText;
import dev.presently.core.InvalidValue;
import java.util.Optional;

/** Refuses characters that nothing of ours has a use for, wherever in a body they stand. */
final class Characters {
  private Characters() {}

  static void check(String field, Json value) {
    switch (value) {
      case Json.Obj(var fields) ->
          fields.forEach(
              (name, item) -> {
                check(QuotedText.of(name), new Json.Text(name));
                check(name, item);
              });
      case Json.Arr(var items) -> items.forEach(item -> check(field, item));
      case Json.Text(var text) -> refuseUnprintable(field, text);
      case Json.Num _, Json.Bool _, Json.Null _ -> {}
    }
  }

  private static void refuseUnprintable(String field, String text) {
    if (!text.codePoints().allMatch(QuotedText::isPrintable)) {
      throw new InvalidValue(
          "invalid_value",
          "invalid " + field + ": control characters and half characters are not accepted",
          Optional.of(field));
    }
  }
}
