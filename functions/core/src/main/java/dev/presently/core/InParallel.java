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
 * Does the same with each of many, a few at a time; the order of the results is the one given. A
 * {@link DependencyFailed} of one is thrown when all are done.
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
      throw new IllegalStateException("work that does not fail has failed", e);
    }
  }
}
