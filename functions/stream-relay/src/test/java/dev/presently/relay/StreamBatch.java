package dev.presently.relay;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.presently.adapters.json.StrictJson;
import dev.presently.core.TestClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A batch from a table's stream; the sequence number of the first record is 1. */
final class StreamBatch {
  private record Entry(String table, Optional<Image> before, Optional<Image> after) {
    String name() {
      return after.isEmpty() ? "REMOVE" : before.isEmpty() ? "INSERT" : "MODIFY";
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  static StreamBatch of() {
    return new StreamBatch();
  }

  StreamBatch inserted(Image after) {
    return record("Presence", Optional.empty(), Optional.of(after));
  }

  StreamBatch changed(Image before, Image after) {
    return record("Presence", Optional.of(before), Optional.of(after));
  }

  StreamBatch removed(Image before) {
    return record("Presence", Optional.of(before), Optional.empty());
  }

  StreamBatch registered(Image after) {
    return record("Registry", Optional.empty(), Optional.of(after));
  }

  StreamBatch registryChanged(Image before, Image after) {
    return record("Registry", Optional.of(before), Optional.of(after));
  }

  StreamBatch record(String table, Optional<Image> before, Optional<Image> after) {
    entries.add(new Entry(table, before, after));
    return this;
  }

  /** The sequence numbers that the handler reports as failures. */
  List<String> failuresOf(RelayChanges handler) {
    return failures(handler, event());
  }

  static List<String> failures(RelayChanges handler, DynamodbEvent event) {
    return handler.handleRequest(event, Events.context(25_000)).getBatchItemFailures().stream()
        .map(StreamsEventResponse.BatchItemFailure::getItemIdentifier)
        .toList();
  }

  /** The batch as the handler gets it. */
  DynamodbEvent event() {
    return Events.read(DynamodbEvent.class, json());
  }

  private String json() {
    ObjectNode event = StrictJson.newObject();
    var records = event.putArray("Records");
    for (int i = 0; i < entries.size(); i++) {
      write(records.addObject(), entries.get(i), Integer.toString(i + 1));
    }
    return StrictJson.write(event);
  }

  private static void write(ObjectNode record, Entry entry, String sequenceNumber) {
    record
        .put("eventName", entry.name())
        .put(
            "eventSourceARN",
            "arn:aws:dynamodb:us-east-1:123456789012:table/" + entry.table() + "/stream/2026");
    ObjectNode change =
        record
            .putObject("dynamodb")
            .put("SequenceNumber", sequenceNumber)
            .put("ApproximateCreationDateTime", TestClock.START.getEpochSecond());
    entry.before().ifPresent(image -> image.write(change.putObject("OldImage")));
    entry.after().ifPresent(image -> image.write(change.putObject("NewImage")));
  }
}
