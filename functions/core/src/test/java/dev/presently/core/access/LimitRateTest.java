package dev.presently.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.DependencyFailed;
import dev.presently.core.TestClock;
import dev.presently.core.access.LimitRate.Result.Allowed;
import dev.presently.core.access.LimitRate.Result.Exceeded;
import dev.presently.core.access.LimitRate.Result.Unknown;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitRateTest {
  private static final KeyId KEY = new KeyId("key_00000000000000000000000000000007");
  private static final RateLimit TWO = new RateLimit(2);

  private final TestClock clock = new TestClock();
  private final LimitRate limitRate = new LimitRate(new InMemoryRequestCounter(), clock);

  @Test
  void whoIsRefusedIsToldWhenToComeBackAndIsAllowedThen() {
    assertThat(limitRate.limit(KEY, TWO)).isEqualTo(new Allowed(2, 1));
    assertThat(limitRate.limit(KEY, TWO)).isEqualTo(new Allowed(2, 0));
    assertThat(limitRate.limit(KEY, TWO)).isEqualTo(new Exceeded(2, 90));

    clock.advance(Duration.ofSeconds(89));
    assertThat(limitRate.limit(KEY, TWO)).isEqualTo(new Exceeded(2, 1));
    clock.advance(Duration.ofSeconds(1));
    assertThat(limitRate.limit(KEY, TWO)).isEqualTo(new Allowed(2, 0));
  }

  @Test
  void whenTheStoreFailsNobodyKnows() {
    var why = new DependencyFailed("no table");
    var blind =
        new LimitRate(
            (_, _, _) -> {
              throw why;
            },
            clock);

    assertThat(blind.limit(KEY, TWO)).isEqualTo(new Unknown(2, why));
  }
}
