package dev.presently.adapters.json;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value as it was read: strict, without duplicate keys, of bounded depth. */
public sealed interface Json {
  /** An object; the fields keep their order. */
  record Obj(Map<String, Json> fields) implements Json {
    public static final Obj EMPTY = new Obj(Map.of());

    public Obj {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** The field's value; absent also when it is {@code null}. */
    public Optional<Json> get(String field) {
      return Optional.ofNullable(fields.get(field)).filter(value -> !(value instanceof Null));
    }

    /** The field's text; absent also when it is something else. */
    public Optional<String> text(String field) {
      return get(field)
          .flatMap(value -> value instanceof Text(var text) ? Optional.of(text) : Optional.empty());
    }

    /** The field's number; absent also when it is something else. */
    public Optional<BigDecimal> number(String field) {
      return get(field)
          .flatMap(
              value -> value instanceof Num(var number) ? Optional.of(number) : Optional.empty());
    }

    /** The field's truth; absent also when it is something else. */
    public Optional<Boolean> truth(String field) {
      return get(field)
          .flatMap(
              value -> value instanceof Bool(var truth) ? Optional.of(truth) : Optional.empty());
    }

    /** The field's object; an empty one when it is absent or something else. */
    public Obj object(String field) {
      return get(field).orElse(EMPTY) instanceof Obj object ? object : EMPTY;
    }

    /** The field's values; none when it is absent or something else. */
    public List<Json> array(String field) {
      return get(field).orElse(EMPTY) instanceof Arr(var items) ? items : List.of();
    }
  }

  /** An array. */
  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }
  }

  /** A string. */
  record Text(String value) implements Json {}

  /** A number, exactly as it was written. */
  record Num(BigDecimal value) implements Json {}

  /** {@code true} or {@code false}. */
  record Bool(boolean value) implements Json {}

  /** {@code null}. */
  record Null() implements Json {}

  /** What it is, in words for a sentence. */
  default String kind() {
    return switch (this) {
      case Obj _ -> "an object";
      case Arr _ -> "an array";
      case Text _ -> "a string";
      case Num _ -> "a number";
      case Bool _ -> "a boolean";
      case Null _ -> "null";
    };
  }
}
