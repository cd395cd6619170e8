package dev.presently.core.access;

import java.util.Optional;

/** The deployment's key for creating API keys: 16 to 512 characters; {@code toString} hides it. */
public record MasterKey(String value) {
  public MasterKey {
    if (!isValid(value)) {
      throw new IllegalArgumentException("a master key has 16 to 512 characters");
    }
  }

  /** Empty if too short or too long. */
  public static Optional<MasterKey> read(String text) {
    return Optional.of(text).filter(MasterKey::isValid).map(MasterKey::new);
  }

  private static boolean isValid(String text) {
    return text.length() >= 16 && text.length() <= 512;
  }

  /** Compares in constant time. */
  public boolean is(String text) {
    return KeyHash.of(value).isSameAs(KeyHash.of(text));
  }

  @Override
  public String toString() {
    return "***";
  }
}
