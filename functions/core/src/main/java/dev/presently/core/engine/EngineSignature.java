package dev.presently.core.engine;

import dev.presently.core.Hmac;
import dev.presently.core.session.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;

/**
 * An HMAC in hex over the raw bytes of a body: its header, algorithm and prefix. Each engine's
 * event reader has the values, for example {@code X-Webhook-Hmac}, HMAC-SHA512 and no prefix.
 */
public record EngineSignature(String header, String algorithm, String prefix) {
  /**
   * Whether the request's header is the signature of its body; compared in constant time. A request
   * without the header takes the same work.
   */
  public boolean isValid(IntakeRequest request, Secret secret) {
    return isOf(request.body(), secret, request.header(header).orElse(""));
  }

  private boolean isOf(byte[] body, Secret secret, String value) {
    return MessageDigest.isEqual(
        bytes(prefix + HexFormat.of().formatHex(Hmac.of(algorithm, secret.value(), body))),
        bytes(value.strip().toLowerCase(Locale.ROOT)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
