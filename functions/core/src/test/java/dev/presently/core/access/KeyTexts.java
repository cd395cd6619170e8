package dev.presently.core.access;

/** Texts of API keys with checksums under one key. */
public final class KeyTexts {
  public static final ChecksumKey CHECKSUM_KEY = ChecksumKey.of(new byte[ChecksumKey.BYTES]);

  private KeyTexts() {}

  public static KeyText text(int number) {
    byte[] bytes = new byte[KeyText.BYTES];
    bytes[0] = (byte) number;
    return KeyText.of(bytes, CHECKSUM_KEY);
  }
}
