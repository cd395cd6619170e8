package dev.presently.relay;

import static dev.presently.relay.Image.contact;
import static dev.presently.relay.Image.presence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeqGapTest {
  private static final String ANA = "5511999990001@s.whatsapp.net";
  private static final String LID = "4711@lid";

  private final RelayFixture fixture = new RelayFixture();
  private final RelayChanges handler = fixture.handler();

  @BeforeEach
  void register() {
    fixture.webhooks.save(Examples.webhook(1));
  }

  @Test
  void aGapIsLoggedWithoutItsContact() {
    StreamBatch.of()
        .changed(presence(ANA, 2, "available"), presence(ANA, 3, "unavailable"))
        .changed(presence(ANA, 3, "unavailable"), presence(ANA, 5, "available"))
        .failuresOf(handler);

    assertThat(fixture.logLines())
        .containsExactly(
            "{\"level\":\"warn\",\"message\":\"seq"
                + " gap\",\"sequenceNumber\":\"2\",\"before\":3,\"after\":5}",
            "{\"level\":\"info\",\"message\":\"relayed\",\"records\":2,\"done\":2,\"setAside\":0,\"gaps\":1}");
  }

  @Test
  void aChangeAfterAGapIsSent() {
    StreamBatch batch =
        StreamBatch.of().changed(presence(ANA, 3, "unavailable"), presence(ANA, 5, "available"));

    assertThat(batch.failuresOf(handler)).isEmpty();
    assertThat(fixture.bodies()).singleElement().asString().contains("\"seq\":5");
  }

  @Test
  void aSeqThatDecreasesIsAGap() {
    assertThat(
            gaps(
                StreamBatch.of()
                    .changed(presence(ANA, 5, "available"), presence(ANA, 4, "unavailable"))))
        .isEqualTo(1);
  }

  @Test
  void aFirstSeqAfterOneIsAGap() {
    Image requested = contact(ANA).with("subscribedAt", "2026-03-02T10:00:00Z");
    Image subscribed = requested.with("renewedAt", "2026-03-02T10:00:00Z");

    assertThat(gaps(StreamBatch.of().inserted(presence(ANA, 2, "available")))).isEqualTo(1);
    assertThat(gaps(StreamBatch.of().changed(subscribed, presence(ANA, 2, "available"))))
        .isEqualTo(1);
    assertThat(gaps(StreamBatch.of().changed(subscribed, presence(ANA, 1, "available")))).isZero();
  }

  @Test
  void aChangeWithoutASeqIsNoGap() {
    Image held = presence(ANA, 5, "available");

    assertThat(gaps(StreamBatch.of().changed(held, held).removed(held))).isZero();
  }

  @Test
  void aContactThatTakesOverTheSeqOfItsLidHasNoGap() {
    Image alias = new Image(Map.of("pk", "sales", "sk", LID, "leadsTo", ANA));
    Image person = presence(ANA, 7, "available").with("lid", LID);

    assertThat(
            gaps(StreamBatch.of().changed(presence(LID, 7, "available"), alias).inserted(person)))
        .isZero();
    assertThat(
            gaps(StreamBatch.of().changed(person, presence(ANA, 9, "available").with("lid", LID))))
        .isEqualTo(1);
  }

  @Test
  void aGapIsCountedWhenItsRecordIsDone() {
    fixture.queue.takeOnly(0);
    StreamBatch batch =
        StreamBatch.of().changed(presence(ANA, 3, "unavailable"), presence(ANA, 5, "available"));

    assertThat(gaps(batch)).isZero();
    fixture.queue.takeOnly(1);
    assertThat(gaps(batch)).isEqualTo(1);
  }

  @Test
  void changesAndGapsAreCounted() {
    StreamBatch.of()
        .inserted(presence(ANA, 1, "available"))
        .changed(presence(ANA, 1, "available"), presence(ANA, 3, "unavailable"))
        .removed(presence(ANA, 3, "unavailable"))
        .failuresOf(handler);

    assertThat(fixture.metricLines())
        .singleElement()
        .asString()
        .endsWith("\"Stack\":\"local\",\"Changes\":[2],\"SeqGaps\":[1]}");
  }

  private long gaps(StreamBatch batch) {
    long before = gapLines().size();
    batch.failuresOf(handler);
    return gapLines().size() - before;
  }

  private List<String> gapLines() {
    return fixture.logLines().stream().filter(line -> line.contains("\"seq gap\"")).toList();
  }
}
