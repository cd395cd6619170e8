package dev.presently.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.LastSeen;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.presence.Report;
import dev.presently.core.session.Session;
import dev.presently.core.wiring.InMemoryPorts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplyEngineEventsTest {
  private static final Jid BOB = Jid.phone("5511999999999");

  private final InMemoryPorts ports = new InMemoryPorts();
  private final Session shop = Examples.remote("shop", "+5511777777777");

  @ParameterizedTest
  @ValueSource(ints = {3_600_000, 4_500, 1})
  void aReportAheadOfOurClockDoesNotOutdateATrueLaterOne(int millis) {
    Instant now = ports.clock.instant();

    apply(Availability.AVAILABLE, now.plusMillis(millis));
    apply(Availability.UNAVAILABLE, now);

    assertThat(state()).isEqualTo(PresenceState.UNAVAILABLE);
  }

  @Test
  void anOlderReportDoesNotOverwriteOneThatIsAheadOfOurClock() {
    Instant now = ports.clock.instant();

    apply(Availability.AVAILABLE, now.plusSeconds(4));
    apply(Availability.UNAVAILABLE, now.minusMillis(1));

    assertThat(state()).isEqualTo(PresenceState.AVAILABLE);
  }

  @Test
  void anEngineWhoseClockIsSetBackByDaysIsHeard() {
    Instant now = ports.clock.instant();

    apply(Availability.AVAILABLE, now);
    apply(Availability.UNAVAILABLE, now.minus(Duration.ofDays(2)));

    assertThat(state()).isEqualTo(PresenceState.UNAVAILABLE);
    assertThat(presence().observedLastSeen()).contains(now);
  }

  @Test
  void theOrderOfAnEngineThatIsAlwaysDaysBehindIsKept() {
    Instant behind = ports.clock.instant().minus(Duration.ofDays(2));

    apply(Availability.AVAILABLE, behind);
    apply(Availability.UNAVAILABLE, behind.minusSeconds(1));
    assertThat(state()).isEqualTo(PresenceState.AVAILABLE);

    apply(Availability.UNAVAILABLE, behind.plusSeconds(1));
    assertThat(state()).isEqualTo(PresenceState.UNAVAILABLE);
  }

  @ParameterizedTest
  @CsvSource({"-3600,-3600", "0,0", "1,0", "5,0", "6,", "3600,"})
  void aLastSeenOfTheFutureIsUnknownUnlessItIsWithinFiveSeconds(long told, @Nullable Long shown) {
    Instant now = ports.clock.instant();
    apply(
        Report.about(Identity.of(BOB))
            .with(Availability.UNAVAILABLE)
            .with(new LastSeen.Visible(now.plusSeconds(told))));

    assertThat(presence().lastSeen())
        .isEqualTo(shown == null ? LastSeen.UNKNOWN : new LastSeen.Visible(now.plusSeconds(shown)));
  }

  private Presence presence() {
    return ports
        .presences
        .find(PresenceKey.of(shop.name(), BOB))
        .flatMap(ContactRecord::presence)
        .orElseThrow();
  }

  private void apply(Availability told, Instant at) {
    apply(Report.about(Identity.of(BOB)).with(told).at(at));
  }

  private void apply(Report report) {
    ports
        .useCases()
        .applyEngineEvents()
        .apply(shop, new EngineEvents(List.of(report), List.of(), List.of(), 0));
  }

  private PresenceState state() {
    return ports.useCases().readPresence().find(shop.name(), BOB).orElseThrow().state();
  }
}
