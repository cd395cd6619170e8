package dev.presently.sender;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The threads of one batch or one drain. */
@FunctionalInterface
interface BatchThreads {
  /** As many at once as allowed, each its own. */
  BatchThreads VIRTUAL = most -> Executors.newFixedThreadPool(most, Thread.ofVirtual().factory());

  ExecutorService open(int most);

  /** Does this to each of them, so many side by side; returns when all is done, in their order. */
  default <T, R> List<R> each(Collection<T> all, int most, Function<T, R> work) {
    if (all.isEmpty()) {
      return List.of();
    }
    try (ExecutorService threads = open(Math.min(most, all.size()))) {
      return all.stream()
          .map(one -> CompletableFuture.supplyAsync(() -> work.apply(one), threads))
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .toList();
    }
  }
}
