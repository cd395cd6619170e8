package dev.presently.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.presently.adapters.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records of a table's stream as Lambda hands them over; the first has the sequence number 1. */
final class Stream {
  private record Entry(String table, Optional<Images> before, Optional<Images> after) {
    String name() {
      return after.isEmpty() ? "REMOVE" : before.isEmpty() ? "INSERT" : "MODIFY";
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  static Stream of() {
    return new Stream();
  }

  Stream inserted(Images after) {
    return record("Presence", Optional.empty(), Optional.of(after));
  }

  Stream changed(Images before, Images after) {
    return record("Presence", Optional.of(before), Optional.of(after));
  }

  Stream removed(Images before) {
    return record("Presence", Optional.of(before), Optional.empty());
  }

  Stream registered(Images after) {
    return record("Registry", Optional.empty(), Optional.of(after));
  }

  Stream registeredAnew(Images before, Images after) {
    return record("Registry", Optional.of(before), Optional.of(after));
  }

  Stream record(String table, Optional<Images> before, Optional<Images> after) {
    entries.add(new Entry(table, before, after));
    return this;
  }

  /** What the handler wants again. */
  List<String> failuresOf(RequestStreamHandler handler) {
    return Invocation.failures(handler, event().getBytes(UTF_8));
  }

  /** All of it, as the handler gets it. */
  String event() {
    int[] number = new int[1];
    return JsonWriter.object(
        all ->
            all.objects(
                "Records",
                entries,
                (record, entry) -> write(record, entry, Integer.toString(++number[0]))));
  }

  private static void write(JsonWriter record, Entry entry, String sequenceNumber) {
    record
        .text("eventName", entry.name())
        .text(
            "eventSourceARN",
            "arn:aws:dynamodb:us-east-1:123456789012:table/" + entry.table() + "/stream/2026")
        .object(
            "dynamodb",
            change -> {
              change.text("SequenceNumber", sequenceNumber);
              entry.before().ifPresent(image -> change.object("OldImage", image::write));
              entry.after().ifPresent(image -> change.object("NewImage", image::write));
            });
  }
}
