package dev.presently.relay;

import dev.presently.adapters.dynamodb.StreamImages;
import dev.presently.adapters.json.Json;
import dev.presently.adapters.json.JsonReader;
import dev.presently.adapters.json.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One record of a table's stream, as Lambda hands it over. */
record StreamRecord(String sequenceNumber, Json.Obj json) {
  private static final Pattern TABLE = Pattern.compile("arn:[^/]*:table/(?<name>[^/]+)/stream/.*");

  /** The records of an event, in the stream's order; a fault when it is anything else. */
  static List<StreamRecord> batch(byte[] event) {
    return JsonReader.object(event).array("Records").stream().map(StreamRecord::of).toList();
  }

  private static StreamRecord of(Json record) {
    if (record instanceof Json.Obj object) {
      return new StreamRecord(
          object.object("dynamodb").text("SequenceNumber").orElseThrow(), object);
    }
    throw new IllegalArgumentException("not a record of a stream");
  }

  /** The name of the table that the stream belongs to. */
  String table() {
    Matcher arn = TABLE.matcher(json.text("eventSourceARN").orElseThrow());
    if (!arn.matches()) {
      throw new IllegalArgumentException("not a table's stream");
    }
    return arn.group("name");
  }

  boolean isRemoval() {
    return json.text("eventName").orElseThrow().equals("REMOVE");
  }

  Map<String, AttributeValue> after() {
    return image("NewImage").orElseThrow();
  }

  Optional<Map<String, AttributeValue>> before() {
    return image("OldImage");
  }

  private Optional<Map<String, AttributeValue>> image(String name) {
    Json.Obj dynamodb = json.object("dynamodb");
    return dynamodb.get(name).map(_ -> StreamImages.of(dynamodb.object(name)));
  }

  /** All of it, in JSON; in a list named {@code Records} it can be relayed again. */
  String text() {
    return JsonWriter.text(json);
  }

  /** Shows where the record stands and nothing of what is in it. */
  @Override
  public String toString() {
    return "record " + sequenceNumber;
  }
}
