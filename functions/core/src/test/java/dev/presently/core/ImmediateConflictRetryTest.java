package dev.presently.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ImmediateConflictRetryTest {
  @Test
  void theFirstValueThatIsPresentSettlesIt() {
    var attempts = new AtomicInteger();

    int settled =
        new ImmediateConflictRetry()
            .retry(() -> Optional.of(attempts.incrementAndGet()).filter(n -> n == 3));

    assertThat(settled).isEqualTo(3);
    assertThat(attempts).hasValue(3);
  }

  @Test
  void itGivesUpWhenNothingSettles() {
    assertThatThrownBy(() -> new ImmediateConflictRetry().retry(Optional::empty))
        .isInstanceOf(DependencyFailed.class);
  }
}
