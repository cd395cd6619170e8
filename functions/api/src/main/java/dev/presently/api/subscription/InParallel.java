package dev.presently.api.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/** Does the same with each of many, a few at a time; the order of the results is the one given. */
final class InParallel {
  private static final int AT_ONCE = 16;

  private InParallel() {}

  static <T> List<T> each(List<T> items, UnaryOperator<T> work) {
    List<Callable<T>> tasks = new ArrayList<>(items.size());
    for (T item : items) {
      tasks.add(() -> work.apply(item));
    }
    try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<T> done = new ArrayList<>(items.size());
      for (Future<T> result : threads.invokeAll(tasks)) {
        done.add(result.get());
      }
      return done;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while working in parallel", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("work that does not fail has failed", e);
    }
  }
}
