package dev.presently.core;

/**
 * A store or queue failed or throttled, or conflicts exceeded the retry time. The operation can be
 * repeated safely.
 */
public final class DependencyFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DependencyFailed(String message) {
    super(message);
  }

  public DependencyFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
