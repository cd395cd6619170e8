package dev.presently.e2e.chaos;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How the services around the functions are set, and by how much clocks differ. */
record Setting(
    Duration visibility,
    int mostReceives,
    int copies,
    Duration skew,
    int oneRepeatedIn,
    Duration slowestCall,
    boolean oldestFirst) {
  private static final Duration VISIBILITY = Duration.ofSeconds(150);

  /** As template.yaml has it, with clocks that agree, and nothing repeated. */
  static final Setting CALM =
      new Setting(VISIBILITY, 24, 10, Duration.ZERO, 0, Duration.ofMillis(40), false);

  /** Likewise, as fast as tables and queues are on most days, and as wide as it is deployed. */
  static final Setting WIDE =
      new Setting(VISIBILITY, 24, 50, Duration.ZERO, 0, Duration.ofMillis(10), true);

  static Setting any(RandomGenerator chance) {
    return new Setting(
        VISIBILITY,
        chance.nextBoolean() ? 24 : 3,
        1 + chance.nextInt(10),
        Duration.ofMillis(new int[] {0, 50, 2_000}[chance.nextInt(3)]),
        chance.nextInt(4) == 0 ? 20 : 0,
        CALM.slowestCall,
        false);
  }

  /** The difference of one clock. */
  Duration anySkew(RandomGenerator chance) {
    return skew.isZero()
        ? Duration.ZERO
        : Duration.ofMillis(chance.nextLong(-skew.toMillis(), skew.toMillis() + 1));
  }

  boolean repeats(RandomGenerator chance) {
    return oneRepeatedIn > 0 && chance.nextInt(oneRepeatedIn) == 0;
  }
}
