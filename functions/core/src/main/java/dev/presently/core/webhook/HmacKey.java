package dev.presently.core.webhook;

import dev.presently.core.Hmac;
import dev.presently.core.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A signing key of 16 to 128 characters; {@code toString} hides it. */
public record HmacKey(String value) {
  public HmacKey {
    if (value.length() < 16 || value.length() > 128) {
      throw new InvalidValue("not a key; accepted: 16 to 128 characters");
    }
  }

  /** The key as Standard Webhooks libraries take it. */
  public String standardWebhooksSecret() {
    return "whsec_" + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
  }

  byte[] hmacSha256(byte[] message) {
    return Hmac.sha256(value, message);
  }

  @Override
  public String toString() {
    return "***";
  }
}
