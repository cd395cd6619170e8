package dev.presently.adapters.sqs;

import static dev.presently.adapters.json.StrictJson.putIfPresent;
import static dev.presently.adapters.json.StrictJson.requiredText;

import dev.presently.adapters.json.StrictJson;
import dev.presently.adapters.log.Log;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.delivery.DeliveryQueue;
import dev.presently.core.delivery.EventId;
import dev.presently.core.delivery.EventSubject;
import dev.presently.core.delivery.LaneId;
import dev.presently.core.webhook.EventName;
import dev.presently.core.webhook.WebhookId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
import tools.jackson.databind.node.ObjectNode;

/**
 * Deliveries in a FIFO queue: the group is the lane, and the deduplication id drops repetitions
 * within five minutes. A batch has at most one delivery of a lane, because SQS may accept the
 * second and refuse the first. The event is a string in its message, because some queues
 * re-serialise JSON and would break its signature.
 *
 * <pre>
 * delivery     the delivery's id: lane and position
 * webhookId    number
 * eventId      the event's id
 * event        the event's name
 * contact      JID of the event's contact, if any
 * participant  JID, in a group
 * at           the event's time
 * body         the event as signed and sent
 * </pre>
 */
public record SqsDeliveryQueue(SqsClient sqs, String queueUrl, Log log) implements DeliveryQueue {
  private static final int MAX_MESSAGES = 10;
  private static final int MAX_BYTES = 256 * 1024;

  /** A delivery and its index in the request. */
  private record Entry(int index, Delivery delivery, String message, int bytes) {
    static Entry of(int index, Delivery delivery) {
      String message = SqsDeliveryQueue.write(delivery);
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

  public static String write(Delivery delivery) {
    ObjectNode message =
        StrictJson.newObject()
            .put("delivery", delivery.id().toString())
            .put("webhookId", delivery.webhook().value())
            .put("eventId", delivery.event().value())
            .put("event", delivery.name().value());
    putIfPresent(message, "contact", delivery.subject().contact());
    putIfPresent(message, "participant", delivery.subject().participant());
    return SqsQueue.text(message.put("at", delivery.at().toString()).put("body", delivery.body()));
  }

  /** Reads a message body; a fault for anything else. */
  public static Delivery read(String body) {
    ObjectNode message = StrictJson.object(body);
    return new Delivery(
        DeliveryId.parse(requiredText(message, "delivery")),
        new WebhookId(message.required("webhookId").longValue()),
        new EventId(requiredText(message, "eventId")),
        new EventName(requiredText(message, "event")),
        new EventSubject(
            message.path("contact").stringValueOpt().map(Jid::parse),
            message.path("participant").stringValueOpt().map(Jid::parse)),
        Instant.parse(requiredText(message, "at")),
        requiredText(message, "body"));
  }
}
