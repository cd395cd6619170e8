package dev.presently.adapters.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON with Jackson's streaming API alone: on Lambda, binding to classes costs a cold start
 * some 200 ms.
 */
public final class JsonReader {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(32).maxNumberLength(40).build())
          .build();

  /** Beyond what a double can hold; who reckons with longer ones is kept busy by a few bytes. */
  private static final int MOST_PLACES = 400;

  private JsonReader() {}

  /** Reads one value and nothing behind it; {@link MalformedJson} otherwise. */
  public static Json read(byte[] utf8) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), utf8)) {
      return whole(parser);
    } catch (JacksonException e) {
      throw new MalformedJson("not valid JSON", Optional.empty());
    }
  }

  /** Reads one value and nothing behind it; {@link MalformedJson} otherwise. */
  public static Json read(String text) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      return whole(parser);
    } catch (JacksonException e) {
      throw new MalformedJson("not valid JSON", Optional.empty());
    }
  }

  /** Reads one object; {@link MalformedJson} when it is anything else. */
  public static Json.Obj object(byte[] utf8) {
    return object(read(utf8));
  }

  /** Reads one object; {@link MalformedJson} when it is anything else. */
  public static Json.Obj object(String text) {
    return object(read(text));
  }

  private static Json.Obj object(Json value) {
    if (value instanceof Json.Obj object) {
      return object;
    }
    throw new MalformedJson("not a JSON object", Optional.empty());
  }

  private static Json whole(JsonParser parser) {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new MalformedJson("no JSON at all", Optional.empty());
    }
    Json value = value(parser, first);
    if (parser.nextToken() != null) {
      throw new MalformedJson("more than one JSON value", Optional.empty());
    }
    return value;
  }

  private static Json value(JsonParser parser, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> fields(parser);
      case START_ARRAY -> items(parser);
      case VALUE_STRING -> new Json.Text(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(number(parser));
      case VALUE_TRUE -> new Json.Bool(true);
      case VALUE_FALSE -> new Json.Bool(false);
      case VALUE_NULL -> new Json.Null();
      default -> throw new MalformedJson("not valid JSON", Optional.empty());
    };
  }

  private static BigDecimal number(JsonParser parser) {
    try {
      BigDecimal number = parser.getDecimalValue();
      if (Math.abs((long) number.scale()) <= MOST_PLACES) {
        return number;
      }
    } catch (NumberFormatException e) {
      // its exponent is no int
    }
    throw new MalformedJson("a number out of range", Optional.empty());
  }

  private static Json.Obj fields(JsonParser parser) {
    Map<String, Json> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (fields.put(name, value(parser, parser.nextToken())) != null) {
        throw new MalformedJson("a key stands twice", Optional.of(name));
      }
    }
    return new Json.Obj(fields);
  }

  private static Json.Arr items(JsonParser parser) {
    List<Json> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(value(parser, token));
    }
    return new Json.Arr(items);
  }
}
