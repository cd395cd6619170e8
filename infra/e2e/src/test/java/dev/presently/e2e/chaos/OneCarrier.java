package dev.presently.e2e.chaos;

import java.lang.reflect.Constructor;
import java.util.concurrent.Executor;

/**
 * Starts virtual threads that run where an executor of ours says, and with them all the virtual
 * threads that they start. The JDK has this constructor and does not yet show it: the module's POM
 * opens {@code java.lang} for it.
 */
final class OneCarrier {
  private static final Constructor<?> BUILDER = builder();

  private OneCarrier() {}

  static void start(Executor carrier, Runnable task) {
    try {
      ((Thread.Builder) BUILDER.newInstance(carrier)).start(task);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JDK starts virtual threads in another way", e);
    }
  }

  private static Constructor<?> builder() {
    try {
      var builder =
          Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
              .getDeclaredConstructor(Executor.class);
      builder.setAccessible(true);
      return builder;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JDK starts virtual threads in another way", e);
    }
  }
}
