package dev.presently.core.idempotency;

import dev.presently.core.Sha256;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** SHA-256 in hexadecimal of a request or its body; reveals neither. */
public record Fingerprint(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public Fingerprint {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a fingerprint");
    }
  }

  public static Fingerprint of(byte[] bytes) {
    return new Fingerprint(HexFormat.of().formatHex(Sha256.of(bytes)));
  }

  static Fingerprint of(String text) {
    return new Fingerprint(Sha256.hex(text));
  }

  @Override
  public String toString() {
    return value;
  }
}
