package dev.presently.local.elasticmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import org.elasticmq.MessageContent;
import org.elasticmq.NeverReceived$;
import org.elasticmq.actor.queue.InternalMessage;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.collection.immutable.Map$;
import scala.collection.mutable.ArrayBuffer;
import scala.jdk.javaapi.CollectionConverters;

class GroupedMessagesTest {
  private final GroupedMessages messages = new GroupedMessages();

  @Test
  void theMessagesOfAGroupComeInOrder() {
    add("a", 2);
    add("a", 1);
    add("b", 3);

    assertThat(take(10, 1000))
        .containsExactlyInAnyOrder("a1", "a2", "b3")
        .containsSubsequence("a1", "a2");
  }

  @Test
  void aGroupWaitsWhileItsFirstMessageIsInFlight() {
    add("a", 1);
    add("a", 2);
    add("b", 3);
    inFlight(take("a1"), 5000);

    assertThat(take(10, 1000)).containsExactly("b3");
    assertThat(take(10, 5000)).containsExactly("a1", "a2");
  }

  @Test
  void aDeletedMessageFreesItsGroup() {
    add("a", 1);
    add("a", 2);
    inFlight(take("a1"), 5000);
    assertThat(take(10, 1000)).isEmpty();

    messages.remove("a1");

    assertThat(take(10, 1000)).containsExactly("a2");
    messages.remove("a2");
    assertThat(messages.size()).isZero();
  }

  @Test
  void theGroupThatWaitsLongestComesFirst() {
    for (var i = 1; i <= 100; i++) {
      add("g" + i, i);
    }
    assertThat(take(2, 1000)).containsExactly("g11", "g22");
    assertThat(take(1, 1000)).containsExactly("g33");
  }

  private InternalMessage take(String id) {
    var taken = CollectionConverters.asJava(messages.dequeue(1, 1000)).getFirst();
    assertThat(taken.id()).isEqualTo(id);
    return taken;
  }

  private void inFlight(InternalMessage message, long until) {
    message.nextDelivery_$eq(until);
    messages.$plus$eq(message);
  }

  private List<String> take(int count, long now) {
    return CollectionConverters.asJava(messages.dequeue(count, now)).stream()
        .map(InternalMessage::id)
        .toList();
  }

  private void add(String group, int number) {
    messages.$plus$eq(
        new InternalMessage(
            group + number,
            new ArrayBuffer<>(),
            0,
            new MessageContent("body"),
            Map$.MODULE$.empty(),
            OffsetDateTime.now(),
            0,
            NeverReceived$.MODULE$,
            0,
            true,
            Option.apply(group),
            Option.empty(),
            Option.empty(),
            Option.apply(Integer.toString(number)),
            Option.empty()));
  }
}
