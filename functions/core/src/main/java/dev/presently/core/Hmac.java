package dev.presently.core;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMACs under a key's UTF-8 bytes. */
public final class Hmac {
  private Hmac() {}

  public static byte[] sha256(String key, byte[] message) {
    return of("HmacSHA256", key, message);
  }

  /** The algorithm is {@code HmacSHA256} or {@code HmacSHA512}. */
  public static byte[] of(String algorithm, String key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
      return mac.doFinal(message);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
