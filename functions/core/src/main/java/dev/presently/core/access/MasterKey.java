package dev.presently.core.access;

/** The deployment's key for making other keys: 16 to 512 characters. Printing it shows nothing. */
public record MasterKey(String value) {
  public MasterKey {
    if (value.length() < 16 || value.length() > 512) {
      throw new IllegalArgumentException("a master key has 16 to 512 characters");
    }
  }

  /** Compares in a time that tells nothing of where they differ. */
  public boolean is(String text) {
    return KeyHash.of(value).isSameAs(KeyHash.of(text));
  }

  @Override
  public String toString() {
    return "***";
  }
}
