package dev.presently.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Runs a function for each item, at most so many at a time and for this thread's {@link RequestId};
 * a single item in this thread. Results are in the order of the items. When all have ended, throws
 * a {@link DependencyFailed} or {@link Error} of the first that failed.
 */
public final class InParallel {
  public static final int MAX_THREADS = 16;

  private InParallel() {}

  /** At most 16 at a time. */
  public static <T, R> List<R> each(Collection<T> items, Function<T, R> work) {
    return each(items, MAX_THREADS, work);
  }

  public static <T, R> List<R> each(Collection<T> items, int most, Function<T, R> work) {
    return items.size() == 1
        ? List.of(one(items.iterator().next(), work))
        : many(items, most, work);
  }

  private static <T, R> R one(T item, Function<T, R> work) {
    try {
      return work.apply(item);
    } catch (DependencyFailed | Error e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IllegalStateException("unexpected exception", e);
    }
  }

  private static <T, R> List<R> many(Collection<T> items, int most, Function<T, R> work) {
    try (var threads = Executors.newFixedThreadPool(most, Thread.ofVirtual().factory())) {
      List<Callable<R>> calls =
          items.stream().map(item -> RequestId.inherited(() -> work.apply(item))).toList();
      List<R> results = new ArrayList<>();
      for (Future<R> result : threads.invokeAll(calls)) {
        results.add(result.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case DependencyFailed failed -> throw failed;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException("unexpected exception", e);
      }
    }
  }
}
