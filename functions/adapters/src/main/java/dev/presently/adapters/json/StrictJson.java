package dev.presently.adapters.json;

import dev.presently.core.InvalidValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.ValueNode;

/**
 * Reads and writes JSON as Jackson's tree. Duplicate keys, trailing tokens, more than 32 levels and
 * numbers of more than 40 characters or 400 decimal places are refused; decimals keep their digits.
 * Only the tree is used: binding to classes makes a cold start about 200 ms longer.
 */
public final class StrictJson {
  /** About the range of a double. Bounds exponents against CPU exhaustion. */
  private static final int MAX_SCALE = 400;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(32)
                          .maxNumberLength(40)
                          .build())
                  .build())
          .enable(
              DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .nodeFactory(new BoundedNumbers())
          .build();

  private StrictJson() {}

  /**
   * Reads a request's body, which must be one object.
   *
   * @throws InvalidValue with the contract's code and sentence for anything else
   */
  public static ObjectNode requestBody(byte[] utf8) {
    try (JsonParser parser = MAPPER.createParser(utf8)) {
      return switch (read(parser)) {
        case ObjectNode object -> object;
        case JsonNode other ->
            throw new InvalidValue(
                "invalid_body", "the body must be a JSON object, not " + kind(other));
      };
    } catch (JacksonException | NumberFormatException e) {
      throw new InvalidValue("invalid_json", "the body is not valid JSON");
    }
  }

  /**
   * Reads one value.
   *
   * @throws JacksonException if this is not one JSON value within the limits
   * @throws NumberFormatException for a number out of range
   * @throws InvalidValue for a duplicate key
   */
  public static JsonNode read(byte[] utf8) {
    try (JsonParser parser = MAPPER.createParser(utf8)) {
      return read(parser);
    }
  }

  /**
   * Reads one value.
   *
   * @throws JacksonException if this is not one JSON value within the limits
   * @throws NumberFormatException for a number out of range
   * @throws InvalidValue for a duplicate key
   */
  public static JsonNode read(String text) {
    try (JsonParser parser = MAPPER.createParser(text)) {
      return read(parser);
    }
  }

  /** Reads one object; throws as {@link #read(String)} does, also for another type of value. */
  public static ObjectNode object(String text) {
    return read(text).asObject();
  }

  /** An empty object. */
  public static ObjectNode newObject() {
    return MAPPER.createObjectNode();
  }

  /** Puts the value as a string; an absent one is left out. */
  public static ObjectNode putIfPresent(ObjectNode object, String field, Optional<?> value) {
    value.ifPresent(present -> object.put(field, present.toString()));
    return object;
  }

  /**
   * The field's string.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static String requiredText(JsonNode object, String field) {
    return object
        .path(field)
        .stringValueOpt()
        .orElseThrow(() -> new IllegalArgumentException("no string in field " + field));
  }

  /** Compact JSON. */
  public static String write(JsonNode value) {
    return new String(bytes(value), StandardCharsets.UTF_8);
  }

  /** Compact JSON in UTF-8. */
  public static byte[] bytes(JsonNode value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /** The value's type in words for an error sentence. */
  public static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case STRING -> "a string";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      default -> "null";
    };
  }

  private static JsonNode read(JsonParser parser) {
    JsonNode value;
    try {
      value = MAPPER.readTree(parser);
    } catch (MismatchedInputException e) {
      // A duplicate key is inside an object and has a name; a trailing token has none.
      if (parser.currentName() == null) {
        throw e;
      }
      String duplicate = path(parser.streamReadContext());
      throw new InvalidValue(
          "duplicate_field", "duplicate field: " + duplicate, Optional.of(duplicate));
    }
    if (value == null) {
      throw new StreamReadException(parser, "no JSON value");
    }
    return value;
  }

  /** Where the parser is, as in {@code headers[0].value}. */
  private static String path(TokenStreamContext at) {
    if (at.inRoot()) {
      return "";
    }
    String above = path(at.getParent());
    if (!at.hasPathSegment()) {
      return above;
    }
    return at.inArray()
        ? above + "[" + at.getCurrentIndex() + "]"
        : (above.isEmpty() ? "" : above + ".") + QuotedText.of(at.currentName());
  }

  private static final class BoundedNumbers extends JsonNodeFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public ValueNode numberNode(BigDecimal value) {
      if (Math.abs((long) value.scale()) > MAX_SCALE) {
        throw new NumberFormatException("number out of range");
      }
      return super.numberNode(value);
    }
  }
}
