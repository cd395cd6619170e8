package dev.presently.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ConcurrentCallers;
import dev.presently.core.access.ClientId;
import dev.presently.core.access.EphemeralId;
import dev.presently.core.session.SessionName;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link DailyRequestCounter} keeps to. */
public abstract class DailyRequestCounterContract {
  private static final Instant LATE = Instant.parse("2026-01-15T23:59:59.999Z");

  private DailyRequestCounter counter;

  /** An empty counter. */
  protected abstract DailyRequestCounter create();

  @BeforeEach
  void begin() {
    counter = create();
  }

  @Test
  void aDayHasRoomForTheLimitAndTheNextDayForTheSameAgain() {
    for (Instant day : new Instant[] {LATE, LATE.plusMillis(1), LATE.plus(Duration.ofDays(2))}) {
      assertThat(counter.count(client("shop", "u1"), 2, day)).isTrue();
      assertThat(counter.count(client("shop", "u1"), 2, day)).isTrue();
      assertThat(counter.count(client("shop", "u1"), 2, day)).isFalse();
    }
  }

  @Test
  void clientsCountForThemselves() {
    assertThat(counter.count(client("shop", "u1"), 1, LATE)).isTrue();

    assertThat(counter.count(client("shop", "u2"), 1, LATE)).isTrue();
    assertThat(counter.count(client("desk", "u1"), 1, LATE)).isTrue();
    assertThat(counter.count(client("shop", "u1"), 1, LATE)).isFalse();
  }

  @Test
  void manyAtOnceNeverExceedTheLimit() {
    assertThat(ConcurrentCallers.of(40, _ -> counter.count(client("shop", "u1"), 7, LATE)))
        .filteredOn(counted -> counted)
        .hasSize(7);
  }

  private static ClientId client(String session, String id) {
    return new ClientId(new SessionName(session), new EphemeralId(id));
  }
}
