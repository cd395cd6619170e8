package dev.presently.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class MaxConcurrencyTest {
  /** SenderConcurrency in template.yaml. */
  private static final int FUNCTIONS = 10;

  @Test
  void itIsFromOneToAHundred() {
    assertThat(new MaxConcurrency(100).value()).isEqualTo(100);
    assertThatThrownBy(() -> new MaxConcurrency(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new MaxConcurrency(101)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Requests were open for as many lanes as functions ran, and a small receiver refused them. */
  @Test
  void neverAreMoreRequestsOpen() {
    for (int most = 1; most <= MaxConcurrency.MAX; most++) {
      var limit = new MaxConcurrency(most);
      int direct = limit.parksAll() ? 0 : FUNCTIONS * limit.ofEach(FUNCTIONS);

      assertThat(direct + limit.ofParked()).isPositive().isLessThanOrEqualTo(most);
    }
  }

  @Test
  void byDefaultEachFunctionHasTwo() {
    assertThat(MaxConcurrency.DEFAULT.ofEach(FUNCTIONS)).isEqualTo(2);
    assertThat(MaxConcurrency.DEFAULT.ofParked()).isEqualTo(12);
  }

  /** More functions than requests: at least one of each, which docs/deploy.md says. */
  @Test
  void eachFunctionHasAtLeastOne() {
    assertThat(MaxConcurrency.DEFAULT.ofEach(100)).isEqualTo(1);
  }
}
