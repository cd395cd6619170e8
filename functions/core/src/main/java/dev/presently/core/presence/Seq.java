package dev.presently.core.presence;

/** The number of a contact's last change: grows by one with each change, 0 before the first. */
public record Seq(long value) {
  public static final Seq NONE = new Seq(0);

  public Seq {
    if (value < 0) {
      throw new IllegalArgumentException("a seq is never negative");
    }
  }

  public Seq next() {
    return new Seq(value + 1);
  }
}
