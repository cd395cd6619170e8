package dev.presently.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ConcurrentCallers;
import dev.presently.core.TestClock;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.LastSeen;
import dev.presently.core.session.SessionName;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link OwnPresenceStore} keeps to. */
public abstract class OwnPresenceStoreContract {
  private static final SessionName SESSION = new SessionName("shop");
  private static final Instant AT = TestClock.START;
  private static final int CROWD = 50;

  private OwnPresenceStore store;

  /** An empty store. */
  protected abstract OwnPresenceStore create();

  @BeforeEach
  void begin() {
    store = create();
  }

  @Test
  void whatWasNeverSavedIsAbsent() {
    assertThat(store.find(SESSION)).isEmpty();
  }

  @Test
  void whatWasSaidComesBack() {
    long revision = 0;
    for (Availability availability : Availability.values()) {
      for (LastSeen lastSeen :
          List.of(LastSeen.UNKNOWN, LastSeen.HIDDEN, new LastSeen.Visible(AT.minusMillis(7)))) {
        assertThat(store.save(own(availability, lastSeen, revision))).isTrue();
        revision++;

        assertThat(store.find(SESSION)).contains(own(availability, lastSeen, revision));
      }
    }
  }

  @Test
  void aWriteMustMeetTheRevisionThatItRead() {
    assertThat(store.save(own(1))).isFalse();
    assertThat(store.save(own(0))).isTrue();
    assertThat(store.save(own(0))).isFalse();
    assertThat(store.save(own(2))).isFalse();
    assertThat(store.save(own(1))).isTrue();
    assertThat(store.find(SESSION)).contains(own(2));
  }

  @Test
  void whatWasRemovedBeginsAnew() {
    store.save(own(0));

    store.remove(SESSION);
    store.remove(SESSION);

    assertThat(store.find(SESSION)).isEmpty();
    assertThat(store.save(own(0))).isTrue();
  }

  @Test
  void ofManyWritersOneWinsEachRevision() {
    for (long revision = 0; revision < 5; revision++) {
      OwnPresence said = own(revision);

      assertThat(ConcurrentCallers.of(CROWD, _ -> store.save(said))).containsOnlyOnce(true);
      assertThat(store.find(SESSION)).contains(own(revision + 1));
    }
  }

  private static OwnPresence own(long revision) {
    return own(Availability.AVAILABLE, LastSeen.UNKNOWN, revision);
  }

  private static OwnPresence own(Availability availability, LastSeen lastSeen, long revision) {
    return new OwnPresence(SESSION, availability, lastSeen, AT.plusMillis(3), revision);
  }
}
