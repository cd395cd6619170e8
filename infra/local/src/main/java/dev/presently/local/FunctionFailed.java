package dev.presently.local;

/** The function threw or did not end in time; nothing else is known about what it did. */
final class FunctionFailed extends Exception {
  private static final long serialVersionUID = 1L;

  FunctionFailed(String what) {
    super(what);
  }

  FunctionFailed(Throwable cause) {
    super(cause.getClass().getName(), cause);
  }
}
