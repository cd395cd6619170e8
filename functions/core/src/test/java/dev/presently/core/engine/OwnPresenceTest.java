package dev.presently.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.presence.Availability;
import dev.presently.core.presence.LastSeen;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OwnPresenceTest {
  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private final Session session =
      Session.create(new SessionName("desk"), EngineSettings.LOOPBACK, Session.Profile.EMPTY, NOW);
  private final OwnPresence initial = OwnPresence.initial(session);

  @Test
  void aSessionIsUnavailableAtFirst() {
    assertThat(initial.availability()).isEqualTo(Availability.UNAVAILABLE);
    assertThat(initial.lastSeen()).isEqualTo(LastSeen.UNKNOWN);
    assertThat(initial.become(Availability.UNAVAILABLE, NOW.plusSeconds(5))).isEqualTo(initial);
  }

  @Test
  void becomingUnavailableIsTheLastSeenMoment() {
    OwnPresence left =
        initial
            .become(Availability.AVAILABLE, NOW.plusSeconds(1))
            .become(Availability.UNAVAILABLE, NOW.plusSeconds(2));

    assertThat(left.lastSeen()).isEqualTo(new LastSeen.Visible(NOW.plusSeconds(2)));
    assertThat(left.become(Availability.AVAILABLE, NOW.plusSeconds(3)).lastSeen())
        .isEqualTo(left.lastSeen());
  }

  @Test
  void eachChangeIsLaterThanTheOneBeforeEvenWithinOneMillisecond() {
    OwnPresence online = initial.become(Availability.AVAILABLE, NOW);
    OwnPresence offline = online.become(Availability.UNAVAILABLE, NOW);

    assertThat(online.at()).isAfter(initial.at());
    assertThat(offline.at()).isAfter(online.at());
    assertThat(offline.reportOf(session.ownJids().getFirst()).at()).contains(offline.at());
  }
}
