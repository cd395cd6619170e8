package dev.presently.adapters.sqs;

import dev.presently.adapters.json.JsonWriter;
import dev.presently.core.delivery.PoisonQueue.Poison;
import java.util.ArrayList;
import java.util.List;

/**
 * A record that cannot be read as the bodies of messages: one, or as many as it takes, because SQS
 * and its emulators take 256 KiB at least and the largest record has several times that.
 *
 * <pre>
 * reason           why it cannot be read
 * table            whose stream it comes from
 * sequenceNumber   where it stands there
 * part, parts      numbers, from 1
 * record           the record as JSON text, or the part of it; the parts make it when put together
 * </pre>
 *
 * <p>Reason and record are in ASCII, with JSON's escapes for all else: SQS refuses some characters.
 */
final class PoisonMessage {
  /** Every character may be escaped, and there must be room for the rest of the message. */
  private static final int MOST_CHARACTERS = 120_000;

  private static final int LONGEST_REASON = 500;

  private PoisonMessage() {}

  static List<String> write(Poison poison) {
    String reason = poison.reason();
    String shortened = reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
    List<String> parts = parts(ascii(poison.record()));
    List<String> messages = new ArrayList<>();
    for (String part : parts) {
      messages.add(
          JsonWriter.object(
              message ->
                  message
                      .text("reason", ascii(shortened))
                      .text("table", poison.table())
                      .text("sequenceNumber", poison.sequenceNumber())
                      .number("part", messages.size() + 1L)
                      .number("parts", parts.size())
                      .text("record", part)));
    }
    return messages;
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    for (int from = 0; from == 0 || from < text.length(); from += MOST_CHARACTERS) {
      parts.add(text.substring(from, Math.min(from + MOST_CHARACTERS, text.length())));
    }
    return parts;
  }

  /** Means the same as JSON. */
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
