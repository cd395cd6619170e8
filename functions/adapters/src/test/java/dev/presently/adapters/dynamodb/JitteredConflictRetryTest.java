package dev.presently.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.DependencyFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class JitteredConflictRetryTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final List<Long> bounds = new ArrayList<>();

  private final RandomGenerator noWait =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return 0;
        }

        @Override
        public long nextLong(long bound) {
          bounds.add(Duration.ofNanos(bound).toMillis());
          return 0;
        }
      };
  private final JitteredConflictRetry conflicts = new JitteredConflictRetry(noWait, nanos::get);

  @Test
  void immediateSuccessDoesNotWait() {
    assertThat(conflicts.<String>retry(() -> Optional.of("won"))).isEqualTo("won");
    assertThat(bounds).isEmpty();
  }

  @Test
  void waitsGrowUpToABound() {
    var attempts = new AtomicInteger();

    conflicts.retry(() -> Optional.of(attempts.incrementAndGet()).filter(n -> n == 9));

    assertThat(bounds).containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 500L, 500L);
  }

  @Test
  void itFailsAfterTenSeconds() {
    var attempts = new AtomicInteger();

    assertThatThrownBy(
            () ->
                conflicts.retry(
                    () -> {
                      attempts.incrementAndGet();
                      nanos.addAndGet(Duration.ofMillis(500).toNanos());
                      return Optional.empty();
                    }))
        .isInstanceOf(DependencyFailed.class);
    assertThat(attempts).hasValue(20);
  }
}
