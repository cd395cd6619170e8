package dev.presently.core.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A webhook's signing key, and the previous one during a rotation. Signs by Titan's {@code
 * X-Webhook-Signature} and by Standard Webhooks 1.0 (standardwebhooks.com).
 */
public record SigningKeys(HmacKey current, Optional<Previous> previous) {
  public record Previous(HmacKey key, Instant until) {}

  public static SigningKeys only(HmacKey key) {
    return new SigningKeys(key, Optional.empty());
  }

  /** The new key and, during the overlap, the replaced one sign. No change for the same key. */
  public SigningKeys rotate(HmacKey next, Duration overlap, Instant now) {
    if (next.equals(current)) {
      return this;
    }
    var replaced = new Previous(current, now.plus(overlap));
    return new SigningKeys(next, Optional.of(replaced).filter(_ -> !overlap.isZero()));
  }

  /** The keys valid for signing, newest first. */
  public List<HmacKey> live(Instant now) {
    return Stream.concat(
            Stream.of(current),
            previous.stream().filter(old -> old.until().isAfter(now)).map(Previous::key))
        .toList();
  }

  /** Titan's signature uses the current key; that of Standard Webhooks has one per live key. */
  public Map<String, String> signatureHeaders(String messageId, String body, Instant now) {
    long timestamp = now.getEpochSecond();
    byte[] signed = (messageId + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
    byte[] hmac = current.hmacSha256(body.getBytes(StandardCharsets.UTF_8));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Webhook-Signature", "sha256=" + HexFormat.of().formatHex(hmac));
    headers.put("webhook-id", messageId);
    headers.put("webhook-timestamp", Long.toString(timestamp));
    headers.put(
        "webhook-signature",
        live(now).stream()
            .map(key -> "v1," + Base64.getEncoder().encodeToString(key.hmacSha256(signed)))
            .collect(Collectors.joining(" ")));
    return headers;
  }
}
