package dev.presently.core;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many threads that do something at the same moment. */
public final class ConcurrentCallers {
  private ConcurrentCallers() {}

  /** What each thread came to, by its number from 0; the first failure is thrown. */
  public static <T> List<T> of(int size, IntFunction<T> act) {
    var start = new CyclicBarrier(size);
    try (var threads = Executors.newFixedThreadPool(size)) {
      List<Future<T>> acts =
          IntStream.range(0, size)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            start.await();
                            return act.apply(i);
                          }))
              .toList();
      return acts.stream().map(ConcurrentCallers::result).toList();
    }
  }

  private static <T> T result(Future<T> act) {
    try {
      return act.get();
    } catch (ExecutionException e) {
      throw new AssertionError("one of the crowd failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
