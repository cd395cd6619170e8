package dev.presently.relay;

import static dev.presently.relay.Image.presence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.presently.core.DependencyFailed;
import dev.presently.core.Examples;
import dev.presently.core.history.HistoryEntry;
import dev.presently.core.history.HistoryPosition;
import dev.presently.core.history.HistoryStore;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceState;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The history that RelayChanges writes. */
class RelayedHistoryTest {
  private static final String ANA = "5511999990001@s.whatsapp.net";
  private static final String BOB = "5511999990002@s.whatsapp.net";
  private static final String GROUP = "120300000001@g.us";
  private static final PresenceKey ANA_KEY = Examples.key("sales", ANA);

  private final RelayFixture fixture = new RelayFixture();
  private final RelayChanges handler = fixture.handler();

  @BeforeEach
  void register() {
    fixture.webhooks.save(Examples.webhook(1));
  }

  private List<HistoryEntry> of(PresenceKey key) {
    return fixture.history.newest(key, HistoryPosition.FIRST, HistoryPosition.LAST, 100);
  }

  private static Image ana(long seq, String availability) {
    return presence(ANA, seq, availability).with("updatedAt", at(seq));
  }

  private static String at(long seq) {
    return "2026-03-02T09:00:0" + seq + "Z";
  }

  @Test
  void eachChangeIsKeptOnceWithWhatWasBefore() {
    StreamBatch batch =
        StreamBatch.of()
            .inserted(ana(1, "available"))
            .changed(ana(1, "available"), ana(2, "unavailable").with("lastSeen", "hidden"))
            .changed(ana(2, "unavailable"), ana(2, "unavailable"))
            .inserted(presence(GROUP + "#" + ANA, 1, "available"));

    assertThat(batch.failuresOf(handler)).isEmpty();
    assertThat(batch.failuresOf(handler)).isEmpty();

    assertThat(of(ANA_KEY))
        .extracting(HistoryEntry::presence, HistoryEntry::previous, HistoryEntry::previousAt)
        .containsExactly(
            tuple(
                PresenceState.UNAVAILABLE,
                PresenceState.AVAILABLE,
                Optional.of(Instant.parse(at(1)))),
            tuple(PresenceState.AVAILABLE, PresenceState.UNKNOWN, Optional.empty()));
    assertThat(of(Examples.participant("sales", GROUP, ANA))).hasSize(1);
    assertThat(fixture.history.size()).isEqualTo(3);
  }

  @Test
  void aMutedContactHasAHistory() {
    Image muted =
        ana(1, "available")
            .with("subscribedAt", at(0))
            .with("renewedAt", at(0))
            .with("endedAt", at(0));

    StreamBatch.of().inserted(muted).failuresOf(handler);

    assertThat(of(ANA_KEY)).hasSize(1);
    assertThat(fixture.bodies()).isEmpty();
  }

  @Test
  void aHistoryThatIsNotWrittenStopsTheBatchAndLosesNothing() {
    fixture.presences.save(Examples.contact("sales", BOB));
    StreamBatch batch =
        StreamBatch.of()
            .changed(ana(1, "available"), ana(1, "available"))
            .inserted(ana(1, "available"))
            .inserted(presence(BOB, 1, "available"));

    assertThat(batch.failuresOf(fixture.handlerKeeping(Optional.of(broken()))))
        .containsExactly("2");
    assertThat(batch.failuresOf(handler)).isEmpty();

    assertThat(fixture.history.size()).isEqualTo(2);
    assertThat(fixture.queue.deliveries()).hasSize(2);
  }

  private static HistoryStore broken() {
    return (HistoryStore)
        Proxy.newProxyInstance(
            HistoryStore.class.getClassLoader(),
            new Class<?>[] {HistoryStore.class},
            (_, _, _) -> {
              throw new DependencyFailed("no history");
            });
  }

  @Test
  void aRefusedEventIsRelayedAgainAndItsChangeIsKeptOnce() {
    fixture.queue.takeOnly(0);
    StreamBatch batch = StreamBatch.of().inserted(ana(1, "available"));

    assertThat(batch.failuresOf(handler)).containsExactly("1");
    fixture.queue.takeOnly(1);
    assertThat(batch.failuresOf(handler)).isEmpty();

    assertThat(fixture.history.size()).isEqualTo(1);
  }

  @Test
  void aChangeThatIsRelayedAfterItsContactWasErasedIsNotKept() {
    StreamBatch.of().inserted(ana(1, "available")).failuresOf(handler);
    StreamBatch rest =
        StreamBatch.of()
            .changed(ana(1, "available"), ana(2, "unavailable"))
            .inserted(presence(BOB, 1, "available"))
            .removed(ana(2, "unavailable"));

    assertThat(rest.failuresOf(handler)).isEmpty();
    assertThat(rest.failuresOf(handler)).isEmpty();

    assertThat(of(ANA_KEY)).isEmpty();
    assertThat(of(Examples.key("sales", BOB))).hasSize(1);
  }

  @Test
  void whatIsHeardAfterTheErasureIsKept() {
    StreamBatch batch =
        StreamBatch.of()
            .inserted(ana(1, "available"))
            .removed(ana(1, "available"))
            .inserted(ana(1, "available").with("began", at(5)).with("updatedAt", at(5)));

    assertThat(batch.failuresOf(handler)).isEmpty();

    assertThat(of(ANA_KEY))
        .extracting(entry -> entry.position().began())
        .containsExactly(Instant.parse(at(5)));
  }

  @Test
  void aRemovalThatIsReplayedLaterLeavesNewerChanges() {
    fixture.clock.advance(Duration.ofHours(5));
    String later = "2026-03-02T14:00:00Z";
    StreamBatch.of()
        .inserted(ana(1, "available").with("began", later).with("updatedAt", later))
        .failuresOf(handler);

    StreamBatch.of().removed(ana(9, "available")).failuresOf(handler);

    assertThat(of(ANA_KEY)).hasSize(1);
  }

  @Test
  void aRemovedAliasTakesTheHistoryOfItsLidAlong() {
    String lid = "4711@lid";
    StreamBatch.of()
        .inserted(presence(lid, 1, "available"))
        .removed(new Image(Map.of("pk", "sales", "sk", lid, "leadsTo", ANA)))
        .failuresOf(handler);

    assertThat(fixture.history.size()).isZero();
  }

  @Test
  void withoutHistoryNothingIsWrittenAndEventsAreSent() {
    RelayChanges without = fixture.handlerKeeping(Optional.empty());

    assertThat(
            StreamBatch.of()
                .inserted(ana(1, "available"))
                .removed(ana(1, "available"))
                .failuresOf(without))
        .isEmpty();

    assertThat(fixture.history.size()).isZero();
    assertThat(fixture.queue.deliveries()).hasSize(1);
  }
}
