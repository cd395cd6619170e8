package dev.presently.adapters.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.log.Log;
import dev.presently.core.Examples;
import dev.presently.core.delivery.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

class SqsDeliveryQueueFailureTest {
  /** Refuses single messages or breaks down, as SQS does now and then. */
  private static final class FakeSqs implements SqsClient {
    final List<List<String>> batches = new ArrayList<>();
    Set<String> refused = Set.of();
    int callsUntilItBreaks = Integer.MAX_VALUE;

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
      if (callsUntilItBreaks-- == 0) {
        throw SdkClientException.create("the connection was lost");
      }
      List<SendMessageBatchRequestEntry> taken =
          request.entries().stream().filter(entry -> !isRefused(entry)).toList();
      batches.add(taken.stream().map(SendMessageBatchRequestEntry::messageGroupId).toList());
      return SendMessageBatchResponse.builder()
          .successful(
              taken.stream()
                  .map(entry -> SendMessageBatchResultEntry.builder().id(entry.id()).build())
                  .toList())
          .failed(
              request.entries().stream()
                  .filter(this::isRefused)
                  .map(entry -> BatchResultErrorEntry.builder().id(entry.id()).code("no").build())
                  .toList())
          .build();
    }

    private boolean isRefused(SendMessageBatchRequestEntry entry) {
      return refused.contains(DeliveryMessage.read(entry.messageBody()).event().value());
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  private final FakeSqs sqs = new FakeSqs();
  private final SqsDeliveryQueue queue = new SqsDeliveryQueue(sqs, "queue", Log.from("error"));

  @Test
  void noBatchHasTwoDeliveriesOfALane() {
    List<Delivery> deliveries =
        List.of(in("a", 0), in("a", 1), in("b", 2), in("c", 3), in("b", 4), in("a", 5));

    assertThat(queue.send(deliveries)).isEqualTo(6);
    assertThat(sqs.batches).containsExactly(lanes("a", "b", "c"), lanes("a", "b"), lanes("a"));
  }

  @Test
  void aBatchHasAtMostTenMessages() {
    List<Delivery> deliveries = IntStream.range(0, 25).mapToObj(i -> in("lane-" + i, i)).toList();

    assertThat(queue.send(deliveries)).isEqualTo(25);
    assertThat(sqs.batches.stream().map(List::size)).containsExactly(10, 10, 5);
  }

  @Test
  void nothingIsSentAfterARefusal() {
    sqs.refused = Set.of(in("b", 1).event().value());

    assertThat(queue.send(List.of(in("a", 0), in("b", 1), in("c", 2), in("a", 3), in("b", 4))))
        .isEqualTo(1);
    assertThat(sqs.batches).containsExactly(lanes("a", "c"));
  }

  @Test
  void aLaterFailureLeavesEarlierDeliveriesSent() {
    sqs.refused = Set.of(in("a", 3).event().value());

    assertThat(queue.send(List.of(in("a", 0), in("b", 1), in("c", 2), in("a", 3), in("d", 4))))
        .isEqualTo(3);
  }

  @Test
  void aLostConnectionCountsOnlyConfirmedDeliveries() {
    sqs.callsUntilItBreaks = 1;

    assertThat(queue.send(IntStream.range(0, 25).mapToObj(i -> in("lane-" + i, i)).toList()))
        .isEqualTo(10);
    assertThat(sqs.batches).hasSize(1);
  }

  private static List<String> lanes(String... names) {
    return Stream.of(names).map(name -> in(name, 0).lane().value()).toList();
  }

  private static Delivery in(String lane, int number) {
    return Examples.delivery(1, lane, number);
  }
}
