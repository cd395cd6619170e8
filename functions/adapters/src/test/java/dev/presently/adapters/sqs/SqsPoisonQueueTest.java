package dev.presently.adapters.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.adapters.json.StrictJson;
import dev.presently.core.DependencyFailed;
import dev.presently.core.delivery.PoisonQueue;
import dev.presently.core.delivery.PoisonQueue.Poison;
import dev.presently.core.delivery.PoisonQueueContract;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

final class SqsPoisonQueueTest extends PoisonQueueContract {
  private static ElasticMq elasticMq;
  private String queueUrl = "";

  @BeforeAll
  static void start() {
    elasticMq = new ElasticMq();
  }

  @AfterAll
  static void stop() {
    elasticMq.close();
  }

  @Override
  protected PoisonQueue create() {
    queueUrl = elasticMq.standardQueue();
    return new SqsPoisonQueue(elasticMq.client(), queueUrl);
  }

  @Override
  protected List<Poison> kept() {
    List<ObjectNode> parts =
        elasticMq.drain(queueUrl).stream()
            .map(StrictJson::object)
            .sorted(Comparator.comparing(part -> part.required("part").intValue()))
            .toList();
    if (parts.isEmpty()) {
      return List.of();
    }
    ObjectNode first = parts.getFirst();
    assertThat(first.required("parts").intValue()).isEqualTo(parts.size());
    String whole = parts.stream().map(part -> text(part, "record")).collect(Collectors.joining());
    return List.of(
        new Poison(
            text(first, "reason"),
            text(first, "table"),
            text(first, "sequenceNumber"),
            StrictJson.write(StrictJson.read(whole))));
  }

  @Test
  void noMessageExceeds256KiB() {
    assertThat(SqsPoisonQueue.write(new Poison("€".repeat(10_000), "t", "1", "\"".repeat(900_000))))
        .hasSize(8)
        .allSatisfy(
            body ->
                assertThat(body.getBytes(StandardCharsets.UTF_8))
                    .hasSizeLessThanOrEqualTo(256 * 1024));
  }

  @Test
  void aReasonWithRefusedCharactersIsKept() {
    PoisonQueue queue = create();

    queue.keep(new Poison("not a word: \uffff", "Presence", "1", "{}"));

    assertThat(kept()).containsExactly(new Poison("not a word: \\uffff", "Presence", "1", "{}"));
  }

  @Test
  void aMissingQueueIsAFault() {
    PoisonQueue nowhere =
        new SqsPoisonQueue(elasticMq.client(), elasticMq.standardQueue() + "-is-not-there");

    assertThatThrownBy(() -> nowhere.keep(new Poison("why", "Presence", "1", "{}")))
        .isInstanceOf(DependencyFailed.class);
  }

  private static String text(ObjectNode message, String field) {
    return StrictJson.requiredText(message, field);
  }
}
