package dev.presently.e2e.bench;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** Percentiles of durations. */
final class Timings {
  private final long[] sorted;

  private Timings(long[] sorted) {
    this.sorted = sorted;
  }

  static Timings of(LongStream nanos) {
    return new Timings(nanos.sorted().toArray());
  }

  int count() {
    return sorted.length;
  }

  /** The quantile (0 to 1) in milliseconds; NaN without durations. */
  double millis(double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int index = (int) Math.min(sorted.length - 1L, (long) (share * sorted.length));
    return sorted[index] / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }
}
