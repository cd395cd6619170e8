package dev.presently.relay;

import static dev.presently.relay.Images.contact;
import static dev.presently.relay.Images.heard;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.presently.core.Examples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeqGapTest {
  private static final String ANA = "5511999990001@s.whatsapp.net";
  private static final String LID = "4711@lid";

  private final TestRelay world = new TestRelay();
  private final RequestStreamHandler relay = world.handler();

  @BeforeEach
  void register() {
    world.webhooks.save(Examples.webhook(1));
  }

  @Test
  void aGapIsSaidWithoutSayingWhose() {
    Stream.of()
        .changed(heard(ANA, 2, "available"), heard(ANA, 3, "unavailable"))
        .changed(heard(ANA, 3, "unavailable"), heard(ANA, 5, "available"))
        .failuresOf(relay);

    assertThat(world.lines())
        .containsExactly(
            "{\"level\":\"warn\",\"message\":\"seq gap\",\"sequenceNumber\":\"2\",\"before\":3,\"after\":5}",
            "{\"level\":\"info\",\"message\":\"relayed\",\"records\":2,\"done\":2,\"setAside\":0,\"gaps\":1}");
  }

  @Test
  void aChangeBehindAGapIsToldAllTheSame() {
    Stream batch = Stream.of().changed(heard(ANA, 3, "unavailable"), heard(ANA, 5, "available"));

    assertThat(batch.failuresOf(relay)).isEmpty();
    assertThat(world.bodies()).singleElement().asString().contains("\"seq\":5");
  }

  @Test
  void aNumberThatGoesBackIsAGap() {
    assertThat(gaps(Stream.of().changed(heard(ANA, 5, "available"), heard(ANA, 4, "unavailable"))))
        .isEqualTo(1);
  }

  @Test
  void whoBeginsBehindOneLeavesAGap() {
    Images wished = contact(ANA).with("subscribedAt", "2026-03-02T10:00:00Z");
    Images subscribed = wished.with("renewedAt", "2026-03-02T10:00:00Z");

    assertThat(gaps(Stream.of().inserted(heard(ANA, 2, "available")))).isEqualTo(1);
    assertThat(gaps(Stream.of().changed(subscribed, heard(ANA, 2, "available")))).isEqualTo(1);
    assertThat(gaps(Stream.of().changed(subscribed, heard(ANA, 1, "available")))).isZero();
  }

  @Test
  void whatChangesWithoutANumberIsNoGap() {
    Images held = heard(ANA, 5, "available");

    assertThat(gaps(Stream.of().changed(held, held).removed(held))).isZero();
  }

  @Test
  void aPersonWhoGoesOnFromALinkedLidLeavesNoGap() {
    Images alias = new Images(Map.of("pk", "sales", "sk", LID, "leadsTo", ANA));
    Images person = heard(ANA, 7, "available").with("lid", LID);

    assertThat(gaps(Stream.of().changed(heard(LID, 7, "available"), alias).inserted(person)))
        .isZero();
    assertThat(gaps(Stream.of().changed(person, heard(ANA, 9, "available").with("lid", LID))))
        .isEqualTo(1);
  }

  @Test
  void aGapCountsWhenItsRecordIsDone() {
    world.queue.takeOnly(0);
    Stream batch = Stream.of().changed(heard(ANA, 3, "unavailable"), heard(ANA, 5, "available"));

    assertThat(gaps(batch)).isZero();
    world.queue.takeOnly(1);
    assertThat(gaps(batch)).isEqualTo(1);
  }

  private long gaps(Stream batch) {
    long before = said().size();
    batch.failuresOf(relay);
    return said().size() - before;
  }

  private List<String> said() {
    return world.lines().stream().filter(line -> line.contains("\"seq gap\"")).toList();
  }
}
