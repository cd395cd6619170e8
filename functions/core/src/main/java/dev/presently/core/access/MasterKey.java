package dev.presently.core.access;

import java.util.Optional;

/** The deployment's key for making other keys: 16 to 512 characters. Printing it shows nothing. */
public record MasterKey(String value) {
  public MasterKey {
    if (!isLongEnough(value)) {
      throw new IllegalArgumentException("a master key has 16 to 512 characters");
    }
  }

  /** Empty for what is too short or too long to be one. */
  public static Optional<MasterKey> read(String text) {
    return Optional.of(text).filter(MasterKey::isLongEnough).map(MasterKey::new);
  }

  private static boolean isLongEnough(String text) {
    return text.length() >= 16 && text.length() <= 512;
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
