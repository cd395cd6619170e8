package dev.presently.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InParallelTest {
  @Test
  void theResultsComeInTheOrderGiven() {
    List<Integer> many = IntStream.range(0, 100).boxed().toList();

    assertThat(InParallel.each(many, i -> -i))
        .isEqualTo(IntStream.range(0, 100).map(i -> -i).boxed().toList());
    assertThat(InParallel.each(List.of(), i -> i)).isEmpty();
  }

  @Test
  void oneGoesOnWhileAnotherWaits() {
    var both = new CountDownLatch(2);

    assertThat(
            InParallel.each(
                List.of(1, 2),
                _ -> {
                  both.countDown();
                  return isExpired(both);
                }))
        .containsExactly(true, true);
  }

  @Test
  void eachThreadWorksForTheRequestOfItsCaller() {
    Optional<RequestId> id = Optional.of(new RequestId("r-1"));

    assertThat(id.get().during(() -> InParallel.each(List.of(1, 2), _ -> RequestId.current())))
        .containsExactly(id, id);
    assertThat(InParallel.each(List.of(1), _ -> RequestId.current()))
        .containsExactly(Optional.empty());
  }

  @Test
  void aFaultIsThrownAsItIs() {
    assertThatThrownBy(
            () ->
                InParallel.each(
                    List.of(1),
                    _ -> {
                      throw new DependencyFailed("no room");
                    }))
        .isInstanceOf(DependencyFailed.class);
  }

  private static boolean isExpired(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
