package dev.presently.e2e.chaos;

/** The function is gone: nothing that it does from here on has an effect. */
final class Killed extends Error {
  private static final long serialVersionUID = 1L;

  Killed() {
    super("killed", null, false, false);
  }
}
