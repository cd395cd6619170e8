package dev.presently.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.DependencyFailed;
import dev.presently.core.TestClock;
import dev.presently.core.access.EnforceRateLimit.Result.Allowed;
import dev.presently.core.access.EnforceRateLimit.Result.Exceeded;
import dev.presently.core.access.EnforceRateLimit.Result.Unknown;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EnforceRateLimitTest {
  private static final KeyId KEY = new KeyId("key_00000000000000000000000000000007");
  private static final RateLimit TWO = new RateLimit(2);

  private final TestClock clock = new TestClock();
  private final EnforceRateLimit enforceRateLimit =
      new EnforceRateLimit(new InMemoryRequestCounter(), clock);

  @Test
  void whoIsRefusedIsToldWhenToComeBackAndIsAllowedThen() {
    assertThat(enforceRateLimit.limit(KEY, TWO, 1)).isEqualTo(new Allowed(2, 1));
    assertThat(enforceRateLimit.limit(KEY, TWO, 1)).isEqualTo(new Allowed(2, 0));
    assertThat(enforceRateLimit.limit(KEY, TWO, 1)).isEqualTo(new Exceeded(2, 90));

    clock.advance(Duration.ofSeconds(89));
    assertThat(enforceRateLimit.limit(KEY, TWO, 1)).isEqualTo(new Exceeded(2, 1));
    clock.advance(Duration.ofSeconds(1));
    assertThat(enforceRateLimit.limit(KEY, TWO, 1)).isEqualTo(new Allowed(2, 0));
  }

  @Test
  void aRequestMayCountAsMany() {
    assertThat(enforceRateLimit.limit(KEY, new RateLimit(10), 7)).isEqualTo(new Allowed(10, 3));
    assertThat(enforceRateLimit.limit(KEY, new RateLimit(10), 4)).isEqualTo(new Exceeded(10, 69));
    assertThat(enforceRateLimit.limit(KEY, new RateLimit(10), 3)).isEqualTo(new Allowed(10, 0));
  }

  @Test
  void whenTheStoreFailsNobodyKnows() {
    var why = new DependencyFailed("no table");
    var blind =
        new EnforceRateLimit(
            (_, _, _, _) -> {
              throw why;
            },
            clock);

    assertThat(blind.limit(KEY, TWO, 1)).isEqualTo(new Unknown(2, why));
  }
}
