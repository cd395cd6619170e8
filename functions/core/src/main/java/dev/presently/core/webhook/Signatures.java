package dev.presently.core.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The headers by which a receiver tells that an event is ours: Titan's {@code X-Webhook-Signature}
 * and those of Standard Webhooks 1.0 (standardwebhooks.com), the latter under every live key.
 */
public final class Signatures {
  private Signatures() {}

  /** The signature headers of one attempt at {@code now} to send this body. */
  public static Map<String, String> headers(
      SigningKeys keys, String messageId, String body, Instant now) {
    long timestamp = now.getEpochSecond();
    byte[] signed = (messageId + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Webhook-Signature", "sha256=" + hex(keys.current(), body));
    headers.put("webhook-id", messageId);
    headers.put("webhook-timestamp", Long.toString(timestamp));
    headers.put(
        "webhook-signature",
        keys.live(now).stream()
            .map(key -> "v1," + Base64.getEncoder().encodeToString(key.hmacSha256(signed)))
            .collect(Collectors.joining(" ")));
    return headers;
  }

  private static String hex(HmacKey key, String body) {
    return HexFormat.of().formatHex(key.hmacSha256(body.getBytes(StandardCharsets.UTF_8)));
  }
}
