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
 * Does the same work for each item, 16 at a time, with results in the order of the items. A {@link
 * DependencyFailed} or an {@link Error} is thrown again when all are done.
 */
public final class InParallel {
  private static final int AT_ONCE = 16;

  private InParallel() {}

  public static <T, R> List<R> each(Collection<T> items, Function<T, R> work) {
    List<Callable<R>> tasks = new ArrayList<>(items.size());
    for (T item : items) {
      tasks.add(() -> work.apply(item));
    }
    try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<R> done = new ArrayList<>(items.size());
      for (Future<R> result : threads.invokeAll(tasks)) {
        done.add(result.get());
      }
      return done;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while working in parallel", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DependencyFailed fault) {
        throw fault;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("work that does not fail has failed", e);
    }
  }
}
