package dev.presently.adapters.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes JSON: what is absent is left out, never written as {@code null}. */
public final class JsonWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator out;

  private JsonWriter(JsonGenerator out) {
    this.out = out;
  }

  /** One object as text. */
  public static String object(Consumer<JsonWriter> fields) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      out.writeStartObject();
      fields.accept(new JsonWriter(out));
      out.writeEndObject();
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** One value as text. */
  public static String text(Json value) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      new JsonWriter(out).write(value);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  public JsonWriter text(String field, String value) {
    out.writeStringProperty(field, value);
    return this;
  }

  /** The value as text, where there is one. */
  public JsonWriter text(String field, Optional<?> value) {
    value.ifPresent(present -> out.writeStringProperty(field, present.toString()));
    return this;
  }

  public JsonWriter number(String field, long value) {
    out.writeNumberProperty(field, value);
    return this;
  }

  public JsonWriter truth(String field, boolean value) {
    out.writeBooleanProperty(field, value);
    return this;
  }

  public JsonWriter nothing(String field) {
    out.writeNullProperty(field);
    return this;
  }

  public JsonWriter object(String field, Consumer<JsonWriter> fields) {
    out.writeName(field);
    return object(this, fields);
  }

  /** An array of objects. */
  public <T> JsonWriter objects(String field, Iterable<T> items, BiConsumer<JsonWriter, T> item) {
    out.writeName(field);
    out.writeStartArray();
    for (T each : items) {
      object(this, fields -> item.accept(fields, each));
    }
    out.writeEndArray();
    return this;
  }

  /** An array of strings. */
  public JsonWriter texts(String field, Iterable<?> items) {
    out.writeName(field);
    out.writeStartArray();
    for (Object each : items) {
      out.writeString(each.toString());
    }
    out.writeEndArray();
    return this;
  }

  /** A value that was read before, as it was read. */
  public JsonWriter value(String field, Json value) {
    out.writeName(field);
    write(value);
    return this;
  }

  /** A value that is JSON text already, where there is one. */
  public JsonWriter json(String field, Optional<String> text) {
    text.ifPresent(
        value -> {
          out.writeName(field);
          out.writeRawValue(value);
        });
    return this;
  }

  private void write(Json value) {
    switch (value) {
      case Json.Obj(var fields) -> {
        out.writeStartObject();
        fields.forEach(this::value);
        out.writeEndObject();
      }
      case Json.Arr(var items) -> {
        out.writeStartArray();
        items.forEach(this::write);
        out.writeEndArray();
      }
      case Json.Text(var text) -> out.writeString(text);
      case Json.Num(var number) -> out.writeNumber(number);
      case Json.Bool(var truth) -> out.writeBoolean(truth);
      case Json.Null() -> out.writeNull();
    }
  }

  private static JsonWriter object(JsonWriter writer, Consumer<JsonWriter> fields) {
    writer.out.writeStartObject();
    fields.accept(writer);
    writer.out.writeEndObject();
    return writer;
  }
}
