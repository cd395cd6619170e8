package dev.presently.adapters.sqs;

import dev.presently.adapters.log.Log;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.DeliveryQueue;
import dev.presently.core.delivery.LaneId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/**
 * Deliveries in a FIFO queue: the group is the lane, and the deduplication id drops repetitions
 * within five minutes. A batch has at most one delivery of a lane, because SQS may accept the
 * second and refuse the first.
 */
public record SqsDeliveryQueue(SqsClient sqs, String queueUrl, Log log) implements DeliveryQueue {
  private static final int MAX_MESSAGES = 10;
  private static final int MAX_BYTES = 256 * 1024;

  /** A delivery and its index in the request. */
  private record Entry(int index, Delivery delivery, String message, int bytes) {
    static Entry of(int index, Delivery delivery) {
      String message = DeliveryMessage.write(delivery);
      return new Entry(index, delivery, message, message.getBytes(StandardCharsets.UTF_8).length);
    }

    SendMessageBatchRequestEntry request() {
      return SendMessageBatchRequestEntry.builder()
          .id(Integer.toString(index))
          .messageBody(message)
          .messageGroupId(delivery.lane().value())
          .messageDeduplicationId(delivery.deduplicationId())
          .build();
    }
  }

  @Override
  public int send(List<Delivery> deliveries) {
    BitSet sent = new BitSet(deliveries.size());
    for (List<Entry> wave : waves(deliveries)) {
      for (List<Entry> batch : batches(wave)) {
        if (!send(batch, sent)) {
          return sent.nextClearBit(0);
        }
      }
    }
    return deliveries.size();
  }

  /** The first of each lane, then the second of each, and so on. */
  private static List<List<Entry>> waves(List<Delivery> deliveries) {
    List<List<Entry>> waves = new ArrayList<>();
    Map<LaneId, Integer> seen = new HashMap<>();
    for (int index = 0; index < deliveries.size(); index++) {
      Delivery delivery = deliveries.get(index);
      int wave = seen.merge(delivery.lane(), 1, Integer::sum) - 1;
      if (wave == waves.size()) {
        waves.add(new ArrayList<>());
      }
      waves.get(wave).add(Entry.of(index, delivery));
    }
    return waves;
  }

  private static List<List<Entry>> batches(List<Entry> wave) {
    List<List<Entry>> batches = new ArrayList<>();
    int bytes = MAX_BYTES + 1;
    for (Entry entry : wave) {
      bytes += entry.bytes();
      if (bytes > MAX_BYTES || batches.getLast().size() == MAX_MESSAGES) {
        batches.add(new ArrayList<>());
        bytes = entry.bytes();
      }
      batches.getLast().add(entry);
    }
    return batches;
  }

  /** Marks what SQS accepted; false unless that is the whole batch. */
  private boolean send(List<Entry> batch, BitSet sent) {
    try {
      SendMessageBatchResponse response =
          sqs.sendMessageBatch(
              request ->
                  request.queueUrl(queueUrl).entries(batch.stream().map(Entry::request).toList()));
      response.successful().stream()
          .map(SendMessageBatchResultEntry::id)
          .forEach(id -> sent.set(Integer.parseInt(id)));
      List<String> refusals = response.failed().stream().map(BatchResultErrorEntry::code).toList();
      if (!refusals.isEmpty()) {
        log.warn(
            "deliveries refused by the queue",
            line -> refusals.forEach(line.putArray("codes")::add));
      }
    } catch (SdkException e) {
      log.error("delivery queue failed", e, line -> line.put("deliveries", batch.size()));
    }
    return batch.stream().allMatch(entry -> sent.get(entry.index()));
  }
}
