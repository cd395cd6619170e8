package dev.presently.e2e.chaos;

import dev.presently.core.webhook.HmacKey;
import dev.presently.core.webhook.Webhook;
import dev.presently.e2e.chaos.History.Version;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The keys of one webhook in the course of time; nothing here is shared with what signs. */
record Keys(List<Version> versions) {
  /** The request is signed, in both ways, by keys that lived in its visit. */
  boolean sign(Receipt receipt, Duration skew) {
    Map<String, String> headers = receipt.request().headers();
    String body = receipt.request().body();
    String signed = headers.get("webhook-id") + "." + headers.get("webhook-timestamp") + "." + body;
    Set<String> hex = new HashSet<>();
    Set<String> base64 = new HashSet<>();
    for (String key : live(receipt.visit().began, receipt.began(), skew)) {
      hex.add("sha256=" + HexFormat.of().formatHex(hmac(key, body)));
      base64.add("v1," + Base64.getEncoder().encodeToString(hmac(key, signed)));
    }
    return hex.contains(headers.get("X-Webhook-Signature"))
        && base64.containsAll(List.of(headers.get("webhook-signature").split(" ")));
  }

  private Set<String> live(Instant from, Instant to, Duration skew) {
    Set<String> live = new HashSet<>();
    for (int i = 0; i < versions.size(); i++) {
      boolean over = i + 1 < versions.size() && versions.get(i + 1).from().isBefore(from);
      if (!over && !versions.get(i).from().isAfter(to)) {
        versions.get(i).webhook().stream()
            .flatMap(webhook -> keys(webhook, from.minus(skew)))
            .map(HmacKey::value)
            .forEach(live::add);
      }
    }
    return live;
  }

  private static Stream<HmacKey> keys(Webhook webhook, Instant from) {
    return Stream.concat(
        Stream.of(webhook.keys().current()),
        webhook.keys().previous().stream()
            .filter(old -> old.until().isAfter(from))
            .map(old -> old.key()));
  }

  private static byte[] hmac(String key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
    }
  }
}
