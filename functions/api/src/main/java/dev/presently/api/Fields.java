package dev.presently.api;

import dev.presently.adapters.json.Json;
import dev.presently.adapters.json.JsonWriter;
import dev.presently.adapters.json.QuotedText;
import dev.presently.core.InvalidValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The fields of an object that a caller gave. It remembers which of them were asked for: those are
 * the accepted ones.
 */
public final class Fields {
  private final String path;
  private final Json.Obj object;
  private final Set<String> accepted = new LinkedHashSet<>();

  private Fields(String path, Json.Obj object) {
    this.path = path;
    this.object = object;
  }

  static Fields of(Json.Obj body) {
    Characters.check("the body", body);
    return new Fields("", body);
  }

  /** A text that must be there. */
  public <T> T required(String name, Function<String, T> parse) {
    return optional(name, parse).orElseThrow(() -> missing(name));
  }

  public <T> Optional<T> optional(String name, Function<String, T> parse) {
    return text(name).map(text -> FieldErrors.text(at(name), text, parse));
  }

  /** A text that no answer shows. */
  public <T> Optional<T> secret(String name, Function<String, T> parse) {
    return text(name).map(text -> FieldErrors.secret(at(name), text, parse));
  }

  public <T> T requiredSecret(String name, Function<String, T> parse) {
    return secret(name, parse).orElseThrow(() -> missing(name));
  }

  /** A value made of what was read; what refuses it is said with this field's name. */
  public <T> T made(String name, Supplier<T> make) {
    return FieldErrors.whole(at(name), make);
  }

  public Optional<Boolean> truth(String name) {
    return value(name)
        .map(
            value ->
                switch (value) {
                  case Json.Bool(boolean truth) -> truth;
                  default -> throw FieldErrors.wrongType(at(name), value.kind(), "true or false");
                });
  }

  /** A whole number between two others. */
  public Optional<Integer> number(String name, int least, int most) {
    String range = "a whole number from " + least + " to " + most;
    return value(name)
        .map(
            value ->
                switch (value) {
                  case Json.Num(var number) when isWhole(number, least, most) -> number.intValue();
                  case Json.Num(var number) ->
                      throw FieldErrors.wrongType(
                          at(name), QuotedText.of(number.toString()), range);
                  default -> throw FieldErrors.wrongType(at(name), value.kind(), range);
                });
  }

  public int requiredNumber(String name, int least, int most) {
    return number(name, least, most).orElseThrow(() -> missing(name));
  }

  /** A list of texts, each of which must be accepted. */
  public <T> Optional<List<T>> texts(String name, int most, Function<String, T> parse) {
    return items(name, most)
        .map(items -> each(name, items, (at, item) -> FieldErrors.text(at, text(at, item), parse)));
  }

  /** A list of texts that must be there and hold at least one; they are not judged here. */
  public List<String> requiredTexts(String name, int most) {
    List<String> texts = texts(name, most, text -> text).orElseThrow(() -> missing(name));
    if (texts.isEmpty()) {
      throw FieldErrors.wrongType(at(name), "none", "1 to " + most);
    }
    return texts;
  }

  public <T> Optional<T> object(String name, Function<Fields, T> read) {
    return value(name).map(value -> object(at(name), value, read));
  }

  public <T> Optional<List<T>> objects(String name, int most, Function<Fields, T> read) {
    return items(name, most).map(items -> each(name, items, (at, item) -> object(at, item, read)));
  }

  /** Any JSON, as text. */
  public Optional<String> json(String name) {
    return value(name).filter(value -> !(value instanceof Json.Null)).map(JsonWriter::text);
  }

  /** What is to become of a value: a {@code null} removes it. */
  public <T> FieldPatch<T> patch(String name, Function<String, Optional<T>> read) {
    if (isNull(name)) {
      return FieldPatch.remove();
    }
    return read.apply(name).<FieldPatch<T>>map(FieldPatch::set).orElseGet(FieldPatch::keep);
  }

  /** The field is there, and is {@code null}. */
  public boolean isNull(String name) {
    accepted.add(name);
    return object.fields().get(name) instanceof Json.Null;
  }

  void refuseOthers() {
    for (String name : object.fields().keySet()) {
      if (!accepted.contains(name)) {
        String field = path + QuotedText.of(name);
        throw new InvalidValue(
            "unknown_field",
            "unknown field: "
                + field
                + "; accepted: "
                + (accepted.isEmpty() ? "none" : String.join(", ", accepted)),
            Optional.of(field));
      }
    }
  }

  private Optional<Json> value(String name) {
    accepted.add(name);
    return Optional.ofNullable(object.fields().get(name));
  }

  private Optional<String> text(String name) {
    return value(name).map(value -> text(at(name), value));
  }

  private static String text(String at, Json value) {
    return switch (value) {
      case Json.Text(var text) -> text;
      default -> throw FieldErrors.wrongType(at, value.kind(), "a string");
    };
  }

  private Optional<List<Json>> items(String name, int most) {
    return value(name)
        .map(
            value ->
                switch (value) {
                  case Json.Arr(var items) when items.size() <= most -> items;
                  case Json.Arr(var items) ->
                      throw FieldErrors.wrongType(at(name), "" + items.size(), "at most " + most);
                  default -> throw FieldErrors.wrongType(at(name), value.kind(), "an array");
                });
  }

  private interface Item<T> {
    T read(String at, Json item);
  }

  private <T> List<T> each(String name, List<Json> items, Item<T> item) {
    List<T> read = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      read.add(item.read(at(name) + "[" + i + "]", items.get(i)));
    }
    return read;
  }

  private static <T> T object(String at, Json value, Function<Fields, T> read) {
    if (!(value instanceof Json.Obj object)) {
      throw FieldErrors.wrongType(at, value.kind(), "an object");
    }
    var fields = new Fields(at + ".", object);
    T input = FieldErrors.whole(at, () -> read.apply(fields));
    fields.refuseOthers();
    return input;
  }

  private static boolean isWhole(BigDecimal number, int least, int most) {
    return number.compareTo(BigDecimal.valueOf(least)) >= 0
        && number.compareTo(BigDecimal.valueOf(most)) <= 0
        && number.remainder(BigDecimal.ONE).signum() == 0;
  }

  private InvalidValue missing(String name) {
    return new InvalidValue(
        "missing_field", "missing required field: " + at(name), Optional.of(at(name)));
  }

  private String at(String name) {
    return path + name;
  }
}
