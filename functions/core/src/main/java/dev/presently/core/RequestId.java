package dev.presently.core;

import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The id of the API request or the queue's message that something was done for. It travels with
 * what is stored, so that the log lines of all functions that take part have the same {@code
 * requestId}.
 */
public record RequestId(String value) {
  private static final ScopedValue<RequestId> CURRENT = ScopedValue.newInstance();

  /** The request that this thread works for; empty if it works for none. */
  public static Optional<RequestId> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /** Does the work for this request. */
  public <R, X extends Throwable> R during(ScopedValue.CallableOp<R, X> work) throws X {
    return ScopedValue.where(CURRENT, this).call(work);
  }

  /** Does the work for this request. */
  public void during(Runnable work) {
    ScopedValue.where(CURRENT, this).run(work);
  }

  /** The same work, for this thread's request in any thread. */
  static <R> Callable<R> inherited(Callable<R> work) {
    Optional<RequestId> id = current();
    return () -> id.isPresent() ? id.get().during(work::call) : work.call();
  }

  @Override
  public String toString() {
    return value;
  }
}
