package dev.presently.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.presently.adapters.json.QuotedText;
import dev.presently.adapters.json.StrictJson;
import dev.presently.core.InvalidValue;
import dev.presently.core.contact.Jid;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a JSON object in a request. It accepts the fields that were asked for; {@link
 * #refuseOthers} refuses the rest.
 */
public final class Fields {
  private static final int MAX_LABEL = 256;
  private static final int MAX_CHATS = 500;

  private final String path;
  private final ObjectNode object;
  private final Set<String> accepted = new LinkedHashSet<>();

  private Fields(String path, ObjectNode object) {
    this.path = path;
    this.object = object;
  }

  private static Fields of(ObjectNode body) {
    checkCharacters("", body);
    return new Fields("", body);
  }

  /** Reads a JSON object; {@code read} accepts the fields it asks for, others are refused. */
  public static <T> T read(byte[] json, Function<Fields, T> read) {
    Fields fields = of(StrictJson.requestBody(json));
    T input = read.apply(fields);
    fields.refuseOthers();
    return input;
  }

  /** Parses a display text: 1 to 256 characters. */
  public static String label(String text) {
    if (text.isBlank() || text.length() > MAX_LABEL) {
      throw new InvalidValue("accepted: 1 to " + MAX_LABEL + " characters, not all of them blank");
    }
    return text;
  }

  public <T> T required(String name, Function<String, T> parse) {
    return optional(name, parse).orElseThrow(() -> missing(name));
  }

  public <T> Optional<T> optional(String name, Function<String, T> parse) {
    return text(name).map(text -> FieldErrors.text(at(name), text, parse));
  }

  /** A text that no error quotes. */
  public <T> Optional<T> secret(String name, Function<String, T> parse) {
    return text(name).map(text -> made(name, () -> parse.apply(text)));
  }

  public <T> T requiredSecret(String name, Function<String, T> parse) {
    return secret(name, parse).orElseThrow(() -> missing(name));
  }

  /** A value built from what was read; its errors carry this field's name. */
  public <T> T made(String name, Supplier<T> build) {
    return FieldErrors.whole(at(name), build);
  }

  public Optional<Boolean> truth(String name) {
    return value(name)
        .map(
            value ->
                value
                    .booleanValueOpt()
                    .orElseThrow(() -> wrongType(at(name), value, "true or false")));
  }

  /** A number from {@code min} to {@code max}, with at most as many decimals as {@code min}. */
  public Optional<BigDecimal> decimal(String name, BigDecimal min, BigDecimal max) {
    String range =
        "a number from " + min + " to " + max + " with at most " + min.scale() + " decimals";
    return value(name)
        .map(
            value -> {
              BigDecimal number =
                  value.decimalValueOpt().orElseThrow(() -> wrongType(at(name), value, range));
              if (number.compareTo(min) < 0
                  || number.compareTo(max) > 0
                  || number.stripTrailingZeros().scale() > min.scale()) {
                throw FieldErrors.wrongType(at(name), QuotedText.of(number.toString()), range);
              }
              BigDecimal shortest = number.stripTrailingZeros();
              return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
            });
  }

  /** A whole number from {@code min} to {@code max}. */
  public Optional<Integer> number(String name, int min, int max) {
    String range = "a whole number from " + min + " to " + max;
    return value(name)
        .map(
            value -> {
              BigDecimal number =
                  value.decimalValueOpt().orElseThrow(() -> wrongType(at(name), value, range));
              if (!isWhole(number, min, max)) {
                throw FieldErrors.wrongType(at(name), QuotedText.of(number.toString()), range);
              }
              return number.intValue();
            });
  }

  public int requiredNumber(String name, int min, int max) {
    return number(name, min, max).orElseThrow(() -> missing(name));
  }

  /** A list of texts, each of which is parsed. */
  public <T> Optional<List<T>> texts(String name, int max, Function<String, T> parse) {
    return items(name, max, (field, item) -> FieldErrors.text(field, text(field, item), parse));
  }

  /** A required list of at least one text, each of which is parsed. */
  public <T> List<T> requiredTexts(String name, int max, Function<String, T> parse) {
    List<T> texts = texts(name, max, parse).orElseThrow(() -> missing(name));
    if (texts.isEmpty()) {
      throw FieldErrors.wrongType(at(name), "none", "1 to " + max);
    }
    return texts;
  }

  /** The required field {@code chatIds}: 1 to 500 chats, unparsed. */
  public List<String> chatIds() {
    return requiredTexts("chatIds", MAX_CHATS, text -> text);
  }

  /** The same as JIDs; an invalid one is refused by its position. */
  public List<Jid> chats() {
    return requiredTexts("chatIds", MAX_CHATS, Jid::parse);
  }

  /** An optional object of whole numbers from 0, by names that are parsed. */
  public <K> Map<K, Long> wholeNumbers(String name, Function<String, K> parse) {
    Map<K, Long> numbers = new HashMap<>();
    value(name)
        .ifPresent(
            value -> {
              if (!(value instanceof ObjectNode members)) {
                throw wrongType(at(name), value, "an object");
              }
              members.forEachEntry(
                  (key, number) -> {
                    String field = at(name) + "." + QuotedText.of(key);
                    if (!number.canConvertToLong()
                        || !number.canConvertToExactIntegral()
                        || number.longValue() < 0) {
                      throw FieldErrors.wrongType(
                          field, StrictJson.kind(number), "a whole number from 0");
                    }
                    numbers.put(FieldErrors.text(field, key, parse), number.longValue());
                  });
            });
    return numbers;
  }

  public <T> Optional<T> object(String name, Function<Fields, T> read) {
    return value(name).map(value -> object(at(name), value, read));
  }

  public <T> Optional<List<T>> objects(String name, int max, Function<Fields, T> read) {
    return items(name, max, (field, item) -> object(field, item, read));
  }

  /** Any JSON but {@code null}, as compact text of at most {@code max} bytes of UTF-8. */
  public Optional<String> json(String name, int max) {
    Optional<String> json = value(name).filter(value -> !value.isNull()).map(StrictJson::write);
    int bytes = json.map(text -> text.getBytes(UTF_8).length).orElse(0);
    if (bytes > max) {
      throw FieldErrors.wrongType(at(name), bytes + " bytes", "at most " + max + " bytes of JSON");
    }
    return json;
  }

  /** A change of a value: {@code null} removes it. */
  public <T> FieldPatch<T> patch(String name, Function<String, Optional<T>> read) {
    if (value(name).filter(JsonNode::isNull).isPresent()) {
      return new FieldPatch<>(_ -> Optional.empty());
    }
    Optional<T> value = read.apply(name);
    return new FieldPatch<>(before -> value.or(() -> before));
  }

  /** Refuses a known field that is set once; the error says what to do instead. */
  public void unchangeable(String name, String instead) {
    if (object.has(name)) {
      throw new InvalidValue(
          "invalid_value",
          "invalid " + at(name) + ": it cannot be changed; " + instead,
          Optional.of(at(name)));
    }
  }

  void refuseOthers() {
    for (String name : object.propertyNames()) {
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

  private Optional<JsonNode> value(String name) {
    accepted.add(name);
    return object.optional(name);
  }

  private Optional<String> text(String name) {
    return value(name).map(value -> text(at(name), value));
  }

  private static String text(String field, JsonNode value) {
    return value.stringValueOpt().orElseThrow(() -> wrongType(field, value, "a string"));
  }

  private interface Item<T> {
    T read(String field, JsonNode item);
  }

  private <T> Optional<List<T>> items(String name, int max, Item<T> item) {
    return value(name)
        .map(
            value -> {
              if (!(value instanceof ArrayNode items)) {
                throw wrongType(at(name), value, "an array");
              }
              if (items.size() > max) {
                throw FieldErrors.wrongType(at(name), "" + items.size(), "at most " + max);
              }
              List<T> read = new ArrayList<>(items.size());
              for (int i = 0; i < items.size(); i++) {
                read.add(item.read(at(name) + "[" + i + "]", items.get(i)));
              }
              return read;
            });
  }

  private static <T> T object(String field, JsonNode value, Function<Fields, T> read) {
    if (!(value instanceof ObjectNode object)) {
      throw wrongType(field, value, "an object");
    }
    var fields = new Fields(field + ".", object);
    T input = FieldErrors.whole(field, () -> read.apply(fields));
    fields.refuseOthers();
    return input;
  }

  private static boolean isWhole(BigDecimal number, int min, int max) {
    return number.compareTo(BigDecimal.valueOf(min)) >= 0
        && number.compareTo(BigDecimal.valueOf(max)) <= 0
        && number.remainder(BigDecimal.ONE).signum() == 0;
  }

  /** Refuses control characters and unpaired surrogates in names and strings of any depth. */
  private static void checkCharacters(String path, JsonNode value) {
    value.stringValueOpt().ifPresent(text -> checkCharacters(path, text));
    value.forEachEntry(
        (name, item) -> {
          String field = (path.isEmpty() ? "" : path + ".") + QuotedText.of(name);
          checkCharacters(field, name);
          checkCharacters(field, item);
        });
    if (value instanceof ArrayNode items) {
      for (int i = 0; i < items.size(); i++) {
        checkCharacters(path + "[" + i + "]", items.get(i));
      }
    }
  }

  private static void checkCharacters(String field, String text) {
    if (!text.codePoints().allMatch(QuotedText::isPrintable)) {
      throw new InvalidValue(
          "invalid_value",
          "invalid " + field + ": control characters and half characters are not accepted",
          Optional.of(field));
    }
  }

  private static InvalidValue wrongType(String field, JsonNode value, String accepted) {
    return FieldErrors.wrongType(field, StrictJson.kind(value), accepted);
  }

  private InvalidValue missing(String name) {
    return new InvalidValue(
        "missing_field", "missing required field: " + at(name), Optional.of(at(name)));
  }

  private String at(String name) {
    return path + name;
  }
}
