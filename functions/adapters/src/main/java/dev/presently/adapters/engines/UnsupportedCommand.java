package dev.presently.adapters.engines;

/** The engine has no such command; the message is a sentence that says what it can do instead. */
public final class UnsupportedCommand extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnsupportedCommand(String instead) {
    super(instead);
  }
}
