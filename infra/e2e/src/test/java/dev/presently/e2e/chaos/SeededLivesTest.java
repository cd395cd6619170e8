package dev.presently.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random lives in virtual time, each from its seed alone.
 *
 * <pre>
 * -Dchaos.seeds=N  how many; default 300
 * -Dchaos.seed=S   the first; with chaos.seeds=1 it is that one again
 * </pre>
 */
class SeededLivesTest {
  private static final int SEEDS = Integer.getInteger("chaos.seeds", 300);
  private static final long FIRST = Long.getLong("chaos.seed", 1);

  @Test
  void inEveryLifeAllThatWasPromisedIsKept() throws ExecutionException, InterruptedException {
    Result result = new Result();
    try (ForkJoinPool both = new ForkJoinPool(2)) {
      List<String> breaches =
          both.submit(
                  () ->
                      LongStream.range(FIRST, FIRST + SEEDS)
                          .parallel()
                          .boxed()
                          .flatMap(seed -> breaches(seed, result).stream())
                          .toList())
              .get();
      System.out.println("seeded lives from " + FIRST + ": " + result);
      assertThat(breaches).isEmpty();
    }
  }

  @Test
  void aSeedTellsTheSameLifeEachTime() {
    assertThat(told(7)).isEqualTo(told(7)).isNotEqualTo(told(8));
  }

  private static List<String> breaches(long seed, Result result) {
    try {
      Tally injected = new Tally();
      Life life = new Life(seed, injected);
      life.live();
      if (life.world.turns.isDecidedByOthers()) {
        return breaches(seed, result);
      }
      Judge judge = new Judge(life.world.history, life.setting.skew());
      result.add(life.world.history, judge, injected);
      return judge.breaches().stream().map(breach -> again(seed) + breach).toList();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(again(seed), e);
    }
  }

  private static String again(long seed) {
    return "-Dchaos.seeds=1 -Dchaos.seed=" + seed + " ";
  }

  private static List<String> told(long seed) {
    Life life = new Life(seed, new Tally());
    life.live();
    if (life.world.turns.isDecidedByOthers()) {
      return told(seed);
    }
    return life.world.history.receipts.stream()
        .map(receipt -> receipt.began() + " " + receipt.event() + " " + receipt.outcome())
        .toList();
  }
}
