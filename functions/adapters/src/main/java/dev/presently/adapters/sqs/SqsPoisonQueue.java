package dev.presently.adapters.sqs;

import dev.presently.adapters.json.StrictJson;
import dev.presently.core.delivery.PoisonQueue;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Unreadable stream records in RelayDeadLetterQueue, which has no consumer. A record is one message
 * or several: SQS and its emulators accept at least 256 KiB, and the largest record is several
 * times larger.
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
public final class SqsPoisonQueue implements PoisonQueue {
  /** Leaves room for the other fields even if every character is escaped. */
  private static final int MAX_CHARACTERS = 120_000;

  private static final int MAX_REASON = 500;

  private final SqsQueue queue;

  public SqsPoisonQueue(SqsClient sqs, String queueUrl) {
    this.queue = new SqsQueue(sqs, queueUrl, "the queue for poison");
  }

  @Override
  public void keep(Poison poison) {
    write(poison).forEach(body -> queue.send(body, _ -> {}));
  }

  static List<String> write(Poison poison) {
    String reason = poison.reason();
    String ascii = ascii(reason.substring(0, Math.min(reason.length(), MAX_REASON)));
    String record = ascii(poison.record());
    int parts = Math.max(1, Math.ceilDiv(record.length(), MAX_CHARACTERS));
    return IntStream.range(0, parts)
        .mapToObj(
            index ->
                StrictJson.newObject()
                    .put("reason", ascii)
                    .put("table", poison.table())
                    .put("sequenceNumber", poison.sequenceNumber())
                    .put("part", index + 1)
                    .put("parts", parts)
                    .put("record", part(record, index)))
        .map(SqsQueue::text)
        .toList();
  }

  private static String part(String record, int index) {
    int from = index * MAX_CHARACTERS;
    return record.substring(from, Math.min(from + MAX_CHARACTERS, record.length()));
  }

  private static String ascii(String json) {
    return json.chars()
        .mapToObj(
            character ->
                character >= ' ' && character <= '~'
                    ? Character.toString(character)
                    : "\\u%04x".formatted(character))
        .collect(Collectors.joining());
  }
}
