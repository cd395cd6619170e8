package dev.presently.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.presence.Report;
import dev.presently.core.session.Session;
import dev.presently.core.wiring.InMemoryPorts;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

  private void apply(Availability told, Instant at) {
    Report report = Report.about(Identity.of(BOB)).with(told).at(at);
    ports
        .useCases()
        .applyEngineEvents()
        .apply(shop, new EngineEvents(List.of(report), List.of(), List.of(), 0));
  }

  private PresenceState state() {
    return ports.useCases().readPresence().find(shop.name(), BOB).orElseThrow().state();
  }
}
