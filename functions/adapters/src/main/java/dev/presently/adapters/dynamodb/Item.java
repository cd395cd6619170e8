package dev.presently.adapters.dynamodb;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Attributes by name, written or read. An absent value has no attribute; times are ISO 8601, words
 * are lower case.
 */
record Item(Map<String, AttributeValue> attributes) {
  static Item at(ItemKey key) {
    return new Item(new LinkedHashMap<>(key.attributes()));
  }

  /** Attributes of a map attribute, or values of an expression. */
  static Item nested() {
    return new Item(new LinkedHashMap<>());
  }

  /** An item or a stream image if its partition key has this prefix. */
  static Optional<Item> ofKind(String pkPrefix, Map<String, AttributeValue> attributes) {
    return Optional.of(new Item(attributes)).filter(item -> item.key().pk().startsWith(pkPrefix));
  }

  /** Null if there are no attributes: DynamoDB refuses an empty map of values. */
  @Nullable Map<String, AttributeValue> orNull() {
    return attributes.isEmpty() ? null : attributes;
  }

  /** The same attributes under another key. */
  Item copyAt(ItemKey key) {
    Item copy = new Item(new LinkedHashMap<>(attributes));
    copy.attributes.putAll(key.attributes());
    return copy;
  }

  ItemKey key() {
    return new ItemKey(required(ItemKey.PK), required(ItemKey.SK));
  }

  Item text(String name, Object value) {
    attributes.put(name, AttributeValue.fromS(value.toString()));
    return this;
  }

  Item text(String name, Optional<?> value) {
    value.ifPresent(present -> text(name, present));
    return this;
  }

  Item word(String name, Enum<?> value) {
    return text(name, value.name().toLowerCase(Locale.ROOT));
  }

  Item word(String name, Optional<? extends Enum<?>> value) {
    value.ifPresent(present -> word(name, present));
    return this;
  }

  Item number(String name, long value) {
    attributes.put(name, AttributeValue.fromN(Long.toString(value)));
    return this;
  }

  Item truth(String name, boolean value) {
    attributes.put(name, AttributeValue.fromBool(value));
    return this;
  }

  Item texts(String name, Collection<?> values) {
    return list(
        name, values.stream().map(value -> AttributeValue.fromS(value.toString())).toList());
  }

  Item items(String name, List<Item> values) {
    return list(name, values.stream().map(item -> AttributeValue.fromM(item.attributes)).toList());
  }

  Item item(String name, Item value) {
    return item(name, Optional.of(value));
  }

  Item item(String name, Optional<Item> value) {
    value.ifPresent(item -> attributes.put(name, AttributeValue.fromM(item.attributes)));
    return this;
  }

  private Item list(String name, List<AttributeValue> values) {
    attributes.put(name, AttributeValue.fromL(values));
    return this;
  }

  boolean has(String name) {
    return attributes.containsKey(name);
  }

  Optional<String> text(String name) {
    return get(name).map(AttributeValue::s);
  }

  /** The string of a required attribute. */
  String required(String name) {
    return text(name).orElseThrow(() -> missing(name));
  }

  <E extends Enum<E>> Optional<E> word(String name, Class<E> words) {
    return text(name).map(word -> word(name, word, words));
  }

  <E extends Enum<E>> List<E> words(String name, Class<E> words) {
    return texts(name).stream().map(word -> word(name, word, words)).toList();
  }

  private static <E extends Enum<E>> E word(String name, String word, Class<E> words) {
    return Stream.of(words.getEnumConstants())
        .filter(known -> known.name().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(() -> new UnknownValue(name));
  }

  Optional<Instant> instant(String name) {
    return text(name).map(Instant::parse);
  }

  Instant requiredInstant(String name) {
    return Instant.parse(required(name));
  }

  long number(String name) {
    return get(name).map(AttributeValue::n).map(Long::parseLong).orElseThrow(() -> missing(name));
  }

  boolean truth(String name) {
    return get(name).map(AttributeValue::bool).orElseThrow(() -> missing(name));
  }

  List<String> texts(String name) {
    return list(name).stream().map(AttributeValue::s).toList();
  }

  List<Item> items(String name) {
    return list(name).stream().map(value -> new Item(value.m())).toList();
  }

  Optional<Item> item(String name) {
    return get(name).map(value -> new Item(value.m()));
  }

  /** All attributes, which must be strings. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    attributes.forEach((name, value) -> texts.put(name, value.s()));
    return texts;
  }

  private List<AttributeValue> list(String name) {
    return get(name).map(AttributeValue::l).orElse(List.of());
  }

  private Optional<AttributeValue> get(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  private static IllegalStateException missing(String name) {
    return new IllegalStateException("an item has no " + name);
  }
}
