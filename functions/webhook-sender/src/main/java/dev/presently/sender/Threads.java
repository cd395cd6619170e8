package dev.presently.sender;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The threads of one batch or one drain; closing them waits until all of their work is done. */
@FunctionalInterface
interface Threads {
  /** As many at once as allowed, each its own. */
  Threads VIRTUAL = most -> Executors.newFixedThreadPool(most, Thread.ofVirtual().factory());

  ExecutorService open(int most);
}
