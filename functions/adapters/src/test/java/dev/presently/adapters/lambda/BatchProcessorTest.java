package dev.presently.adapters.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

final class BatchProcessorTest {
  private static final SQSEvent FIFO =
      event(
          """
          {"Records":[
            {"messageId":"a1","body":"one","attributes":{"MessageGroupId":"a"},"other":[1]},
            {"messageId":"b1","body":"two","attributes":{"MessageGroupId":"b"}},
            {"messageId":"a2","body":"three","attributes":{"MessageGroupId":"a"}},
            {"messageId":"single","body":"four","attributes":{}}]}
          """);
  private static final IntSupplier ENOUGH = () -> 25_000;

  private final Map<String, Throwable> failures = new ConcurrentHashMap<>();
  private final Queue<String> processed = new ConcurrentLinkedQueue<>();
  private final BatchProcessor groups =
      BatchProcessor.byMessageGroup(
          Duration.ofSeconds(2), (message, e) -> failures.put(message.getMessageId(), e));
  private final BatchProcessor messages =
      BatchProcessor.byMessage(
          Duration.ofSeconds(2), (message, e) -> failures.put(message.getMessageId(), e));

  private static SQSEvent event(String json) {
    return LambdaEventSerializers.serializerFor(
            SQSEvent.class, BatchProcessorTest.class.getClassLoader())
        .fromJson(json);
  }

  private static List<String> failed(SQSBatchResponse response) {
    return response.getBatchItemFailures().stream()
        .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
        .toList();
  }

  @Test
  void messagesOfAGroupAreProcessedInOrder() {
    assertThat(failed(groups.process(FIFO, ENOUGH, m -> processed.add(m.getBody())))).isEmpty();

    assertThat(processed).containsExactlyInAnyOrder("one", "two", "three", "four");
    assertThat(processed).containsSubsequence("one", "three");
  }

  /** Such a batch keeps the function's snapshot. */
  @Test
  void anEmptyBatchDoesNothing() {
    var empty = new SQSEvent();
    empty.setRecords(List.of());

    assertThat(failed(groups.process(empty, ENOUGH, m -> processed.add(m.getBody())))).isEmpty();
    assertThat(processed).isEmpty();
  }

  @Test
  void aGroupStopsAtTheFirstMessageThatFails() {
    RuntimeException fault = new RuntimeException();

    assertThat(
            failed(
                groups.process(
                    FIFO,
                    ENOUGH,
                    message -> {
                      if (message.getMessageId().equals("a1")) {
                        throw fault;
                      }
                      processed.add(message.getBody());
                    })))
        .containsExactly("a1", "a2");

    assertThat(failures).containsExactly(Map.entry("a1", fault));
    assertThat(processed).containsExactlyInAnyOrder("two", "four");
  }

  @Test
  void anErrorIsAFailureTooAndStaysInItsGroup() {
    assertThat(
            failed(
                messages.process(
                    FIFO,
                    ENOUGH,
                    message -> {
                      if (message.getMessageId().equals("a1")) {
                        throw new StackOverflowError();
                      }
                    })))
        .containsExactly("a1");
  }

  @Test
  void aGroupStopsWhenTooLittleTimeRemains() {
    SQSEvent lane =
        event(
            """
            {"Records":[
              {"messageId":"1","body":"one","attributes":{"MessageGroupId":"a"}},
              {"messageId":"2","body":"two","attributes":{"MessageGroupId":"a"}},
              {"messageId":"3","body":"three","attributes":{"MessageGroupId":"a"}}]}
            """);
    AtomicInteger remaining = new AtomicInteger(2_999);

    assertThat(
            failed(
                groups.process(
                    lane, () -> remaining.getAndAdd(-1_000), m -> processed.add(m.getBody()))))
        .containsExactly("2", "3");
    assertThat(processed).containsExactly("one");
    assertThat(failures).isEmpty();
  }

  @Test
  void groupsAreProcessedInParallel() {
    CountDownLatch all = new CountDownLatch(4);

    assertThat(failed(messages.process(FIFO, ENOUGH, _ -> await(all)))).isEmpty();
  }

  private static void await(CountDownLatch all) {
    all.countDown();
    try {
      if (!all.await(5, TimeUnit.SECONDS)) {
        throw new AssertionError("not in parallel");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aMessageWithoutAttributesIsAGroupOfItsOwn() {
    SQSEvent plain = event("{\"Records\":[{\"messageId\":\"m1\",\"body\":\"x\"}]}");

    assertThat(failed(groups.process(plain, () -> 0, (SQSMessage _) -> {}))).containsExactly("m1");
  }

  @Test
  void whatIsNoMessageIsAFault() {
    SQSEvent broken = event("{\"Records\":[{\"body\":\"x\"}]}");

    assertThatThrownBy(() -> groups.process(broken, ENOUGH, (SQSMessage _) -> {}))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void theResponseHasLambdasJson() {
    assertThat(json(groups.process(FIFO, () -> 0, _ -> {})))
        .isEqualTo(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"a1\"},{\"itemIdentifier\":\"a2\"},"
                + "{\"itemIdentifier\":\"b1\"},{\"itemIdentifier\":\"single\"}]}");
    assertThat(json(groups.process(FIFO, ENOUGH, _ -> {}))).isEqualTo("{\"batchItemFailures\":[]}");
  }

  private static String json(SQSBatchResponse response) {
    var out = new ByteArrayOutputStream();
    LambdaEventSerializers.serializerFor(
            SQSBatchResponse.class, BatchProcessorTest.class.getClassLoader())
        .toJson(response, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void groupsOfOneSeriesAreProcessedOneAfterTheOtherAndAFailureStopsItsGroupAlone() {
    var response =
        groups
            .inSeries(_ -> "one")
            .process(
                FIFO,
                ENOUGH,
                message -> {
                  if (message.getMessageId().equals("a1")) {
                    throw new IllegalStateException("no");
                  }
                  processed.add(message.getMessageId());
                });

    assertThat(failed(response)).containsExactly("a1", "a2");
    assertThat(processed).containsExactly("b1", "single");
  }
}
