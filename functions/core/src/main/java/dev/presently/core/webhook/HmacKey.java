package dev.presently.core.webhook;

import dev.presently.core.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A signing key of 16 to 128 characters; {@code toString} hides it. */
public record HmacKey(String value) {
  public HmacKey {
    if (value.length() < 16 || value.length() > 128) {
      throw new InvalidValue("not a key; accepted: 16 to 128 characters");
    }
  }

  /** The key as Standard Webhooks libraries take it. */
  public String standardWebhooksSecret() {
    return "whsec_" + Base64.getEncoder().encodeToString(bytes());
  }

  byte[] hmacSha256(byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(), "HmacSHA256"));
      return mac.doFinal(message);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
    }
  }

  private byte[] bytes() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "***";
  }
}
