package dev.presently.adapters.sqs;

import dev.presently.adapters.json.StrictJson;
import dev.presently.core.delivery.PoisonQueue.Poison;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An unreadable record as one message or several: SQS and its emulators accept at least 256 KiB,
 * and the largest record is several times larger.
 *
 * <pre>
 * reason           why the record is unreadable
 * table            the stream's table
 * sequenceNumber   the record's place in the stream
 * part, parts      numbers, from 1
 * record           the record's JSON text, or this part of it; concatenate the parts
 * </pre>
 *
 * <p>Reason and record are ASCII with JSON escapes: SQS refuses some characters.
 */
final class PoisonMessage {
  /** Leaves room for the other fields even if every character is escaped. */
  private static final int MAX_CHARACTERS = 120_000;

  private static final int MAX_REASON = 500;

  private PoisonMessage() {}

  static List<String> write(Poison poison) {
    String reason = poison.reason();
    String ascii = ascii(reason.substring(0, Math.min(reason.length(), MAX_REASON)));
    List<String> parts = parts(ascii(poison.record()));
    return IntStream.range(0, parts.size())
        .mapToObj(
            index ->
                StrictJson.newObject()
                    .put("reason", ascii)
                    .put("table", poison.table())
                    .put("sequenceNumber", poison.sequenceNumber())
                    .put("part", index + 1)
                    .put("parts", parts.size())
                    .put("record", parts.get(index)))
        .map(SqsQueue::text)
        .toList();
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    for (int from = 0; from == 0 || from < text.length(); from += MAX_CHARACTERS) {
      parts.add(text.substring(from, Math.min(from + MAX_CHARACTERS, text.length())));
    }
    return parts;
  }

  private static String ascii(String json) {
    StringBuilder escaped = new StringBuilder();
    json.chars()
        .forEach(
            character -> {
              if (character >= ' ' && character <= '~') {
                escaped.append((char) character);
              } else {
                escaped.append("\\u%04x".formatted(character));
              }
            });
    return escaped.toString();
  }
}
