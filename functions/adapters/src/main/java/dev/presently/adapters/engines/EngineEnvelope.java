package dev.presently.adapters.engines;

import dev.presently.adapters.json.Json;
import dev.presently.core.InvalidValue;
import java.util.List;
import java.util.Optional;

/** The fields without which a body cannot be read at all; one that is missing is named. */
final class EngineEnvelope {
  private EngineEnvelope() {}

  static String text(Json.Obj body, String field) {
    return switch (required(body, field)) {
      case Json.Text(var text) -> text;
      case Json other -> throw wrongType(field, other, "a string");
    };
  }

  static Json.Obj object(Json.Obj body, String field) {
    return switch (required(body, field)) {
      case Json.Obj object -> object;
      case Json other -> throw wrongType(field, other, "an object");
    };
  }

  static List<Json> array(Json.Obj body, String field) {
    return switch (required(body, field)) {
      case Json.Arr(var items) -> items;
      case Json other -> throw wrongType(field, other, "an array");
    };
  }

  private static Json required(Json.Obj body, String field) {
    return body.get(field)
        .orElseThrow(
            () ->
                new InvalidValue(
                    "missing_field", "missing required field: " + field, Optional.of(field)));
  }

  private static InvalidValue wrongType(String field, Json came, String accepted) {
    return new InvalidValue(
        "invalid_value",
        "invalid " + field + ": got " + came.kind() + "; accepted: " + accepted,
        Optional.of(field));
  }
}
