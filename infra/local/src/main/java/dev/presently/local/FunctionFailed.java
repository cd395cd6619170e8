package dev.presently.local;

/** The function threw an exception or timed out; it may have had effects. */
final class FunctionFailed extends Exception {
  private static final long serialVersionUID = 1L;

  FunctionFailed(String what) {
    super(what);
  }

  FunctionFailed(Throwable cause) {
    super(cause.getClass().getName(), cause);
  }
}
