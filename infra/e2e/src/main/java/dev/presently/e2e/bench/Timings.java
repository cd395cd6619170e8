package dev.presently.e2e.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** Durations of one kind, in nanoseconds, sorted. */
record Timings(long[] sorted) {
  static Timings of(LongStream nanos) {
    return new Timings(nanos.sorted().toArray());
  }

  int count() {
    return sorted.length;
  }

  /** The duration below which this share (0 to 1) of all durations is, in milliseconds. */
  double millis(double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int index = (int) Math.min(sorted.length - 1L, (long) (share * sorted.length));
    return sorted[index] / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Timings(var theirs) && Arrays.equals(sorted, theirs);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sorted);
  }
}
