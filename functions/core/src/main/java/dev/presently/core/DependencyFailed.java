package dev.presently.core;

/**
 * A store or queue that failed, throttled, or kept losing to other writers. Nothing that was asked
 * is half-done in a way a repetition would not mend.
 */
public final class DependencyFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DependencyFailed(String what) {
    super(what);
  }

  public DependencyFailed(String what, Throwable cause) {
    super(what, cause);
  }
}
